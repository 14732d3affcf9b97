package org.reland.cli.check;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.CronWorkflow;
import org.reland.cli.argo.Workflow;
import org.reland.cli.testing.CommandRun;

/** Cron workflows: listed, held, started by hand, made up for. */
final class ArgoRhythms {
  private final ArgoPlace place;

  ArgoRhythms(ArgoPlace place) {
    this.place = place;
  }

  void check() throws InterruptedException {
    neverAccepted();
    trigger();
    backfill();
    specError();
    place.expect(2, "cron trigger reland-match", "did you mean reland-matches?");
  }

  /** It was applied before its template: nobody says so but the missing annotation. */
  private void neverAccepted() throws InterruptedException {
    while (!place.reland("cron", "list").out().contains("warning: early")) {
      Thread.sleep(2000); // a new one is given a moment
    }
    place.expect(0, "cron list", "warning: early: the controller has never taken it up");
    place.expect(0, "cron list", "warning: late: the controller has never taken it up");
    place.expect(0, "apply " + place.folder().resolve("late"), "had not taken it up: late");
    place.expect(0, "cron suspend early", "suspended early");
    place.expect(0, "cron list", "suspended");
    place.expect(0, "cron resume early", "resumed early");
    Thread.sleep(1000);
    CommandRun mended = place.expect(0, "cron list", "reland-matches", "reland-pool");
    place.check().that(!mended.out().contains("warning: "), "a change makes it look: " + mended);
    place
        .check()
        .that(
            place.objects("cron list").stream()
                .anyMatch(
                    cron ->
                        cron.path("name").asString("").equals("reland-matches")
                            && cron.path("next").size() == 3
                            && cron.path("warnings").isEmpty()),
            "scripts get the next ticks");
  }

  private void trigger() throws InterruptedException {
    CommandRun run = place.expect(0, "cron trigger reland-matches", "submitted reland-matches-");
    String name = run.out().lines().findFirst().orElse("").replace("submitted ", "");
    Workflow workflow = place.workflow(name);
    var owners = workflow.getMetadata().getOwnerReferences();
    place
        .check()
        .that(
            owners.size() == 1
                && Boolean.TRUE.equals(owners.getFirst().getController())
                && workflow.label(Argo.CRON).orElse("").equals("reland-matches")
                && workflow.annotation(Argo.SCHEDULED_TIME).isPresent(),
            "owner, label and time together: " + workflow.getMetadata());
    place.expect(0, "status %s --watch".formatted(name), "Succeeded");
  }

  private void backfill() throws InterruptedException {
    LocalDate to = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    String span = "%s %s".formatted(to.minusDays(5), to);
    place.expect(0, "cron backfill early %s --dry-run".formatted(span), "6 times");
    String command = "cron backfill early %s --parallel 2".formatted(span);
    place.expect(0, command, "6 times, 6 runs created, 2 at a time");
    place.expect(0, command, "6 times, 0 runs created", "there already");
    List<Workflow> runs = backfills();
    place.check().that(runs.size() == 6, "six runs: " + runs.size());
    for (Workflow run : runs) {
      String time = run.annotation(Argo.SCHEDULED_TIME).orElse("");
      // 05:00 in Berlin; owned by nobody, or the history limits would delete them.
      place
          .check()
          .that(
              time.matches(".*T0[34]:00:00Z") && run.getMetadata().getOwnerReferences().isEmpty(),
              "a run bears its time: " + run.getMetadata());
      place.expect(0, "status %s --watch".formatted(run.name()), "Succeeded");
    }
    place
        .check()
        .that(
            place.controller().mostAtATime() == 2,
            "two at a time: " + place.controller().mostAtATime());
  }

  private List<Workflow> backfills() {
    return place
        .client()
        .resources(Workflow.class)
        .inNamespace(place.namespace())
        .withLabel(Argo.BACKFILL, "early")
        .list()
        .getItems();
  }

  private void specError() {
    place
        .client()
        .resources(CronWorkflow.class)
        .inNamespace(place.namespace())
        .withName("early")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"active\":null,\"succeeded\":0,\"failed\":0,\"lastScheduledTime\":null,\"phase\":\"Active\",\"conditions\":[{\"type\":\"SpecError\",\"status\":\"True\",\"message\":\"template name 'nope' undefined\"}]}}");
    place.expect(0, "cron list", "warning: early: SpecError: template name 'nope' undefined");
  }
}
