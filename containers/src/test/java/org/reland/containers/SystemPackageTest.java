package org.reland.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SystemPackageTest {
  @Test
  void scannersFindAPackageByItsFullVersion() {
    assertEquals(
        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64&distro=debian-12",
        SystemPackage.of("deb", "libc6 2.36-9+deb12u14 amd64", Map.of("ID", "debian"), "debian-12")
            .purl());
    assertEquals(
        "pkg:rpm/fedora/glibc@2.41-3.fc42?arch=x86_64&distro=fedora-42",
        SystemPackage.of("rpm", "glibc 2.41-3.fc42 x86_64", Map.of("ID", "fedora"), "fedora-42")
            .purl());
  }
}
