package dev.hostkeysync.webhook.okta;

import dev.hostkeysync.common.Setting;
import dev.hostkeysync.webhook.LiveSecrets;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who may call `/webhooks/okta`, and which app of Okta's is Zoom.
@ConfigMapping(prefix = "okta")
public interface OktaHookConfig {

    String SECRETS = "OKTA_HOOK_SECRETS";

    /// The secret alone proves the sender: shorter ones can be guessed.
    int LEAST_SECRET = 16;

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            SECRETS,
                            "the secret of the event hook, 16 characters or more, or two separated"
                                    + " by a comma while one is replaced",
                            list -> LiveSecrets.fault(list, LEAST_SECRET)),
                    Setting.defaulted(
                            "OKTA_HOOK_HEADER",
                            "the name of the header that holds the secret, such as Authorization",
                            OktaHookConfig::headerFault),
                    Setting.optional(
                            "OKTA_ZOOM_APP_IDS",
                            "ids of the Zoom app in Okta such as 0oa1gjh63g214q0Hq0g4, separated by"
                                    + " commas",
                            OktaHookConfig::appIdsFault));

    Hook hook();

    Zoom zoom();

    /// As it is set up in Okta under Workflow, Event Hooks.
    interface Hook {

        /// Values of the header, separated by commas; none = the endpoint is off.
        Optional<String> secrets();

        @WithDefault("Authorization")
        String header();
    }

    /// The Zoom app in Okta.
    interface Zoom {

        /// Its ids, separated by commas; none = an app that is called Zoom.
        Optional<String> appIds();
    }

    private static Optional<String> headerFault(String name) {
        // RFC 9110 section 5.6.2: a token.
        return Pattern.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+", name)
                ? Optional.empty()
                : Optional.of("'" + name + "' is no name of a header");
    }

    private static Optional<String> appIdsFault(String list) {
        return Pattern.matches("\\s*[0-9A-Za-z]+\\s*(,\\s*[0-9A-Za-z]+\\s*)*", list)
                ? Optional.empty()
                : Optional.of("an id has other characters than letters and digits, or none");
    }
}
