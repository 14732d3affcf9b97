package org.reland.cli.doctor;

/**
 * What was seen.
 *
 * @param remedy what to do; empty where nothing is to be done
 */
record Finding(Verdict verdict, String text, String remedy) {
  static Finding good(String text) {
    return new Finding(Verdict.GOOD, text, "");
  }

  static Finding note(String text, String remedy) {
    return new Finding(Verdict.NOTE, text, remedy);
  }

  static Finding unknown(String text, String remedy) {
    return new Finding(Verdict.UNKNOWN, text, remedy);
  }

  static Finding wrong(String text, String remedy) {
    return new Finding(Verdict.WRONG, text, remedy);
  }
}
