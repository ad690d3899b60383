/** Calls to a node in another JVM over loopback, beside Apache Pekko alone. */
package dev.intarsia.benchmarks.cluster;
