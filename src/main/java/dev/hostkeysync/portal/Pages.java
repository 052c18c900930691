package dev.hostkeysync.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/// The templates, with what each is given.
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Pages {

    private Pages() {}

    static native TemplateInstance ownKey(Frame frame, OwnKeyView view);

    static native TemplateInstance signedOut(Frame frame);

    static native TemplateInstance problem(Frame frame, ProblemText problem);
}
