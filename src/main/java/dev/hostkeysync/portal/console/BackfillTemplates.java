package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The templates of the backfills' pages, with what each is given.
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class BackfillTemplates {

    private BackfillTemplates() {}

    static native TemplateInstance backfills(Frame frame, List<BackfillLine> earlier, String more);

    static native TemplateInstance backfill(
            Frame frame, BackfillLine one, List<StuckLine> stuck, Said said);

    /// What changes every second.
    static native TemplateInstance backfillFigures(BackfillLine one, Said said);

    /// The same with what can be done, and with who is stuck.
    static native TemplateInstance backfillProgress(
            BackfillLine one, List<StuckLine> stuck, Said said);
}
