package dev.hostkeysync.ops.health;

import dev.hostkeysync.ops.pipeline.Pipeline;
import dev.hostkeysync.ops.pipeline.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// How the walk from request to event goes. Always ready: what is behind is caught up by more
/// replicas, not by fewer.
@Readiness
@ApplicationScoped
class PipelineHealth implements HealthCheck {

    private final Pipeline pipeline;

    PipelineHealth(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public HealthCheckResponse call() {
        return of(pipeline.verdict()).response();
    }

    static Part of(Verdict verdict) {
        return new Part(
                "Pipeline", true, verdict.state().label(), verdict.meaning(), verdict.mend());
    }
}
