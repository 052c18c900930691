package dev.hostkeysync.videosdk;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The credentials of the Video SDK app, both or neither.
@ConfigMapping(prefix = "video.sdk")
public interface VideoSdkConfig {

    String KEY = "VIDEO_SDK_KEY";
    String SECRET = "VIDEO_SDK_SECRET";

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            KEY,
                            "the Video SDK key of the app, without blanks",
                            VideoSdkConfig::blankFault),
                    Setting.optional(
                            SECRET,
                            "the Video SDK secret of the app, without blanks",
                            VideoSdkConfig::blankFault));

    Optional<String> key();

    Optional<Secret> secret();

    /// One line when only one of the two is given.
    static List<String> faults(Function<String, Optional<String>> environment) {
        boolean key = isGiven(environment.apply(KEY));
        boolean secret = isGiven(environment.apply(SECRET));
        if (key == secret) {
            return List.of();
        }
        return key
                ? List.of(SECRET + ": is not set; expected with " + KEY + ", or neither")
                : List.of(KEY + ": is not set; expected with " + SECRET + ", or neither");
    }

    private static boolean isGiven(Optional<String> value) {
        return value.filter(text -> !text.isBlank()).isPresent();
    }

    private static Optional<String> blankFault(String text) {
        return text.chars().anyMatch(Character::isWhitespace)
                ? Optional.of("it has a blank in it")
                : Optional.empty();
    }
}
