package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.portal.Frame;
import dev.hostkeysync.portal.Frames;
import dev.hostkeysync.portal.Visitors;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/// Who sits at the overview: operators only.
@ApplicationScoped
class ConsoleGuard {

    private final Visitors visitors;
    private final Frames frames;

    ConsoleGuard(Visitors visitors, Frames frames) {
        this.visitors = visitors;
        this.frames = frames;
    }

    /// @throws dev.hostkeysync.common.ProblemException 403 unless it is an operator
    Frame frame(String title, String here) {
        return frames.of(title, here, ConsolePage.operator(visitors.current()));
    }

    /// @throws dev.hostkeysync.common.ProblemException 403 unless it is an operator
    By operator(HttpServerRequest request) {
        return new By(
                ConsolePage.operator(visitors.current()).caller(),
                request.remoteAddress().hostAddress());
    }

    /// @throws dev.hostkeysync.common.ProblemException 403 unless it is an operator
    void demand() {
        var _ = ConsolePage.operator(visitors.current());
    }
}
