package org.reland.workflows.argo;

import org.reland.kit.config.Setting;

/** Section {@code argo}: how the pipeline lies on a cluster. Changes no byte of a result. */
public record ArgoSettings(
    @Setting(value = "name of the WorkflowTemplate", fallback = "reland") String name,
    @Setting(
            value = "images are <registry>/reland-<behavior|reasoning|recommend|cli>:<image_tag>",
            fallback = "localhost/reland")
        String registry,
    @Setting(value = "tag of the images; never latest", fallback = "0.1.0") String imageTag,
    @Setting(value = "service account of the pods", fallback = "reland-pipeline")
        String serviceAccount,
    @Setting(
            value = "volume claim that holds the store, shared by all pods",
            fallback = "reland-store")
        String storeClaim,
    @Setting(value = "volume claim with the raw data, read only", fallback = "reland-data")
        String dataClaim,
    @Setting(value = "config map whose run.yaml is the run configuration", fallback = "reland-run")
        String configMap,
    @Setting(value = "pods of one run at a time", fallback = "8", min = 1, max = 1000)
        int parallelism,
    @Setting(
            value = "pods at most that share out the shards of a step",
            fallback = "8",
            min = 1,
            max = 256)
        int workers,
    @Setting(value = "times that a step is tried again", fallback = "2", min = 0, max = 10)
        int retries,
    @Setting(value = "seconds that a step may take", fallback = "21600", min = 60)
        int stepDeadlineSeconds,
    @Setting(value = "seconds that a run may take", fallback = "86400", min = 60)
        int runDeadlineSeconds,
    @Setting(
            value = "seconds that a run that succeeded is kept on the cluster",
            fallback = "604800",
            min = 0)
        int keepSucceededSeconds) {}
