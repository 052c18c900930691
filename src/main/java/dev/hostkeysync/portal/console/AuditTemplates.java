package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The templates of the audit's page, with what each is given.
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class AuditTemplates {

    private AuditTemplates() {}

    /// @param fault what is wrong with the question; empty = nothing
    /// @param more where the next entries are; empty = these are the last
    static native TemplateInstance audit(
            Frame frame,
            Question question,
            List<String> actions,
            String fault,
            List<AuditLine> lines,
            String more);

    static native TemplateInstance auditLines(List<AuditLine> lines, String more);
}
