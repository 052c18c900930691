package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/// The templates of the overview, with what each is given.
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class OverviewParts {

    private OverviewParts() {}

    static native TemplateInstance console(Frame frame, PipelineView pipeline);

    static native TemplateInstance waiting(WaitingView waiting);

    static native TemplateInstance waitingUser(WaitingUser user);

    static native TemplateInstance holds(HoldsView holds);

    static native TemplateInstance heldUsers(HeldUsers page);

    static native TemplateInstance letters(LettersView page);

    static native TemplateInstance preflight(PreflightView preflight);
}
