package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The templates of the users' pages, with what each is given.
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class UserTemplates {

    private UserTemplates() {}

    static native TemplateInstance users(Frame frame, FoundUsers found);

    static native TemplateInstance user(
            Frame frame, UserLine user, String held, List<ActView> acts, TimelineView timeline);

    /// What changes by itself, and what was done.
    static native TemplateInstance userCard(
            UserLine user, String held, List<ActView> acts, String told);

    static native TemplateInstance timeline(TimelineView timeline);
}
