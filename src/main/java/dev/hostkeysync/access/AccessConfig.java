package dev.hostkeysync.access;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The tokens that are let in from the start.
public final class AccessConfig {

    public static final List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "SCIM_TOKENS",
                            "label:token or label:sha256:hex, separated by commas; a token has at"
                                    + " least 16 characters",
                            faultOf(text -> TokenList.withScope(text, Scope.SCIM))),
                    Setting.optional(
                            "API_TOKENS",
                            "label:scopes:token or label:scopes:sha256:hex, separated by commas;"
                                    + " scopes joined by +; a token has at least 16 characters",
                            faultOf(TokenList::withScopes)));

    @ConfigMapping(prefix = "scim")
    public interface Scim {

        /// `SCIM_TOKENS`; empty = nobody may push users.
        Optional<Secret> tokens();
    }

    @ConfigMapping(prefix = "api")
    public interface Api {

        /// `API_TOKENS`; empty = nobody may call the API with a token.
        Optional<Secret> tokens();
    }

    private AccessConfig() {}

    private static Function<String, Optional<String>> faultOf(Function<String, ?> read) {
        return text -> {
            try {
                Object _ = read.apply(text);
                return Optional.empty();
            } catch (TokenList.Fault fault) {
                return Optional.ofNullable(fault.getMessage());
            }
        };
    }
}
