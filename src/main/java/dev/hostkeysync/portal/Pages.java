package dev.hostkeysync.portal;

import dev.hostkeysync.dialing.DialStrings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/// The templates, with what each is given.
@CheckedTemplate(basePath = "portal", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class Pages {

    private Pages() {}

    static native TemplateInstance ownKey(Frame frame, OwnKeyView view, DialForm form);

    /// What the own-key page shows of the key, for a partial update.
    static native TemplateInstance keyCard(OwnKeyView view);

    static native TemplateInstance revealed(Revealed key);

    /// @param seconds for so long they are shown; 0 = nothing in them goes away
    static native TemplateInstance dialled(DialStrings strings, int seconds);

    /// For who is signed in, and not in the directory.
    static native TemplateInstance noUser(Frame frame, NoUser reason);

    static native TemplateInstance signedOut(Frame frame);

    static native TemplateInstance problem(Frame frame, ProblemText problem);
}
