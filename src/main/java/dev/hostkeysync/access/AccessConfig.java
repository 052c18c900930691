package dev.hostkeysync.access;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Who is let in: the tokens known from the start, the issuer of JWTs, and how often somebody may
/// be wrong.
public final class AccessConfig {

    public static final List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "SCIM_TOKENS",
                            "label:token or label:sha256:hex, separated by commas; a label may be"
                                    + " followed by ;expires=2027-01-31; a token has at least 16"
                                    + " characters",
                            faultOf(text -> TokenList.withScope(text, Scope.SCIM))),
                    Setting.optional(
                            "API_TOKENS",
                            "label:scopes:token or label:scopes:sha256:hex, separated by commas;"
                                    + " scopes joined by +; a label may be followed by"
                                    + " ;expires=2027-01-31; a token has at least 16 characters",
                            faultOf(TokenList::withScopes)),
                    Setting.optional(
                            "OIDC_ISSUER",
                            "an https URL without query, such as"
                                    + " https://login.microsoftonline.com/<tenant>/v2.0 (http only"
                                    + " on this machine)",
                            OidcSettings::issuerFault),
                    Setting.optional("OIDC_CLIENT_ID", "the client's id", Setting.anyText()),
                    Setting.optional(
                            "OIDC_CLIENT_SECRET", "the client's secret", Setting.anyText()),
                    Setting.optional(
                            "OIDC_OPERATOR_GROUP",
                            "the name of one group, as in the claim groups or roles",
                            Setting.anyText()),
                    Setting.optional(
                            "OIDC_AUDIENCE",
                            "one or more audiences without blanks, separated by commas",
                            OidcSettings::audienceFault),
                    Setting.defaulted(
                            "ACCESS_FAILURES_PER_MINUTE",
                            "a whole number from 1 to 100000",
                            text ->
                                    text.matches("[1-9][0-9]{0,4}|100000")
                                            ? Optional.empty()
                                            : Optional.of("'" + text + "' is out of range")));

    @ConfigMapping(prefix = "scim")
    public interface Scim {

        /// `SCIM_TOKENS`; empty = nobody may push users with a token of a variable.
        Optional<Secret> tokens();
    }

    @ConfigMapping(prefix = "api")
    public interface Api {

        /// `API_TOKENS`; empty = nobody may call the API with a token of a variable.
        Optional<Secret> tokens();
    }

    @ConfigMapping(prefix = "oidc")
    public interface Oidc {

        /// `OIDC_ISSUER`; empty = no JWT is let in.
        Optional<String> issuer();

        Optional<String> clientId();

        /// With issuer and id, people can sign in: the pages are on.
        Optional<Secret> clientSecret();

        /// `OIDC_OPERATOR_GROUP`: its members are operators; empty = nobody is one by a group.
        Optional<String> operatorGroup();

        /// `OIDC_AUDIENCE`: a JWT must be for one of these; empty = for `OIDC_CLIENT_ID`.
        Optional<String> audience();
    }

    @ConfigMapping(prefix = "access")
    public interface Limits {

        /// How many bad tokens one source may send in a minute and still be told so.
        @WithDefault("60")
        int failuresPerMinute();
    }

    private AccessConfig() {}

    /// What only several variables together tell.
    public static List<String> faults(Function<String, Optional<String>> environment) {
        return OidcSettings.faults(environment);
    }

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
