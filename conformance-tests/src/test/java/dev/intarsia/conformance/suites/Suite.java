package dev.intarsia.conformance.suites;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A suite of other people: a folder of files, which fall into areas. */
interface Suite {
  /** Its name, also of the folder with its expectations. */
  String name();

  /** The areas, in the order of the report. */
  List<String> areas();

  /** The tests of an area: a file, and where it has variants one of them. */
  List<SuiteFile> files(String area) throws IOException;

  /** Runs one of them. */
  SuiteResult run(SuiteRuntime runtime, SuiteFile file) throws IOException, InterruptedException;

  /**
   * A file to run.
   *
   * @param name what the lists call it
   * @param path where it is
   * @param variant what the test reads as its query; empty for none
   */
  record SuiteFile(String name, Path path, String variant) {}
}
