package dev.hostkeysync.portal;

import dev.hostkeysync.common.ErrorBody;
import dev.hostkeysync.common.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/// An error as a page for people; a partial update takes the part of it that says what happened.
@ApplicationScoped
class PageErrors implements ErrorBody {

    private final PagesTenant tenant;
    private final Frames frames;

    PageErrors(PagesTenant tenant, Frames frames) {
        this.tenant = tenant;
        this.frames = frames;
    }

    @Override
    public boolean covers(String path) {
        return tenant.isOn() && PagePaths.cover(path);
    }

    @Override
    public String mediaType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public byte[] write(Problem problem) {
        return Pages.problem(frames.plain(problem.title()), ProblemText.of(problem))
                .render()
                .getBytes(StandardCharsets.UTF_8);
    }
}
