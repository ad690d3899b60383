package dev.intarsia.cluster.pekko;

import java.nio.file.Path;

/**
 * What a node proves itself with, and what it asks of others. The files are read again every five minutes, so certificates
 * can be renewed under way.
 *
 * @param certificate this node's certificate. All nodes' certificates must have one subject name in common
 * @param key its private key: RSA, not encrypted
 * @param authority the certificate of the authority that signed the certificates of all nodes
 */
public record PemFiles(Path certificate, Path key, Path authority) {}
