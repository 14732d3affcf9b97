package org.reland.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom, as ARCHITECTURE.md draws it. */
final class ArchitectureTest {
  private static final String LINALG = "org.reland.linalg..";
  private static final String NEURAL = "org.reland.neural..";
  private static final String KIT = "org.reland.kit..";
  private static final String BEHAVIOR = "org.reland.behavior..";
  private static final String REASONING = "org.reland.reasoning..";
  private static final String RECOMMEND = "org.reland.recommend..";
  private static final String WORKFLOWS = "org.reland.workflows..";
  private static final String CLI = "org.reland.cli..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.reland");

  @Test
  void everyModuleIsSeen() {
    for (String module :
        new String[] {"linalg", "neural", "kit", "behavior", "reasoning", "recommend"}) {
      assertTrue(
          CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith("org.reland." + module)),
          module);
    }
  }

  @Test
  void kernelsAndKitKnowNobodyOfUs() {
    check(apart(LINALG, NEURAL, KIT, BEHAVIOR, REASONING, RECOMMEND, WORKFLOWS, CLI));
    check(apart(KIT, LINALG, NEURAL, BEHAVIOR, REASONING, RECOMMEND, WORKFLOWS, CLI));
  }

  @Test
  void layersKnowKernelsAlone() {
    check(apart(NEURAL, KIT, BEHAVIOR, REASONING, RECOMMEND, WORKFLOWS, CLI));
  }

  @Test
  void stepModulesKnowKernelsAndKitButNotEachOther() {
    check(apart(BEHAVIOR, REASONING, RECOMMEND, WORKFLOWS, CLI));
    check(apart(REASONING, BEHAVIOR, RECOMMEND, WORKFLOWS, CLI));
    check(apart(RECOMMEND, BEHAVIOR, REASONING, WORKFLOWS, CLI));
  }

  @Test
  void thePipelineDoesNotKnowTheCommandLine() {
    check(apart(WORKFLOWS, CLI));
  }

  @Test
  void stepsSpeakToNeitherKubernetesNorMlflow() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(LINALG, NEURAL, KIT, BEHAVIOR, REASONING, RECOMMEND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.kubernetes..", "org.mlflow.."));
  }

  @Test
  void onlyTheTablesKnowParquetAndNobodyKnowsHadoopsConfiguration() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.reland.kit.table")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop.."));
  }

  @Test
  void packagesOfAModuleFormNoCycle() {
    check(slices().matching("org.reland.(*).(*)..").should().beFreeOfCycles());
  }

  @Test
  void nothingStaticCanChange() {
    check(
        noFields()
            .that()
            .haveModifier(JavaModifier.STATIC)
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.reland..")
            .should()
            .notBeFinal());
  }

  private static ArchRule apart(String who, String... whom) {
    return noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(whom);
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
