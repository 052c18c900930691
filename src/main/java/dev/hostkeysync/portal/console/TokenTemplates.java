package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The templates of the tokens' page, with what each is given.
@CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
final class TokenTemplates {

    private TokenTemplates() {}

    static native TemplateInstance tokens(
            Frame frame, List<TokenLine> tokens, boolean revoked, List<ScopeChoice> scopes);

    /// The list, and the token that was just made.
    static native TemplateInstance tokenMade(
            MadeToken made, List<TokenLine> tokens, boolean revoked);

    /// The list, and what was done.
    static native TemplateInstance tokenList(List<TokenLine> tokens, boolean revoked, String told);
}
