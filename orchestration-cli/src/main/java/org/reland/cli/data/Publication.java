package org.reland.cli.data;

import java.util.List;
import java.util.Optional;

/**
 * A published data set.
 *
 * @param name as on the command line
 * @param title what it is, with its size
 * @param page where its publisher describes it
 * @param licence what its use is bound to, in lines; shown before anything is fetched
 * @param base address of the folder that the files lie in; ends with a slash
 * @param configuration name of the run configuration for it, which comes with the code
 */
record Publication(
    String name,
    String title,
    String page,
    List<String> licence,
    String base,
    List<PublishedFile> files,
    String configuration) {

  /**
   * A file of it.
   *
   * @param name under the base, and here
   * @param sha256 of its bytes; empty where its publisher has never said and nobody could: then its
   *     length and the checksum inside it tell whether it is whole, and the digest of the first one
   *     that came is held against every later one
   * @param entries of an archive: names of those that are unpacked beside it, without their folders
   */
  record PublishedFile(String name, Optional<String> sha256, List<String> entries) {}
}
