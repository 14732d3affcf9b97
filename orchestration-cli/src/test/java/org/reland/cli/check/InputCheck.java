package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Bad input of every kind, as people have it: each is answered with what is wrong, where, what is
 * allowed, and the exit code by which a scheduler decides; nothing half-written is left visible.
 * And random damage to the input of every reader: it is read or refused, and no row is lost in
 * silence.
 */
public final class InputCheck {
  private InputCheck() {}

  public static void main(String[] args) throws IOException {
    Path folder = Check.folder("input");
    Check check = new Check();
    var cases = new InputCases(check, folder);
    InputFiles.check(cases);
    InputSettings.check(cases);
    InputStores.check(cases);
    System.out.printf("%d bad inputs%n", cases.count());
    new InputDamage(check, folder, args.length == 0 ? 10_000 : Integer.parseInt(args[0])).check();
    check.end();
  }
}
