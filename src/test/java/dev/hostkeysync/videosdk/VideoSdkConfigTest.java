package dev.hostkeysync.videosdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.testing.Configs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoSdkConfigTest {

    @Test
    void hasDefaults() {
        VideoSdkConfig config = Configs.of(VideoSdkConfig.class, Map.of());

        assertThat(config.key()).isEmpty();
        assertThat(config.secret()).isEmpty();
    }

    @Test
    void readsEveryVariable() {
        VideoSdkConfig config =
                Configs.of(
                        VideoSdkConfig.class,
                        Map.of("VIDEO_SDK_KEY", "key", "VIDEO_SDK_SECRET", "secret"));

        assertThat(config.key()).contains("key");
        assertThat(config.secret()).contains(Secret.of("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        ", ,",
        "key, secret,",
        "'', '',",
        "key, , 'VIDEO_SDK_SECRET: is not set; expected with VIDEO_SDK_KEY, or neither'",
        "'', secret, 'VIDEO_SDK_KEY: is not set; expected with VIDEO_SDK_SECRET, or neither'",
    })
    void needsBothOrNeither(@Nullable String key, @Nullable String secret, @Nullable String fault) {
        Map<String, @Nullable String> environment = new HashMap<>();
        environment.put("VIDEO_SDK_KEY", key);
        environment.put("VIDEO_SDK_SECRET", secret);

        assertThat(VideoSdkConfig.faults(name -> Optional.ofNullable(environment.get(name))))
                .isEqualTo(Optional.ofNullable(fault).stream().toList());
    }

    @Test
    void saysWhatIsWrongWithoutTheSecret() {
        assertThat(VideoSdkConfig.SETTINGS)
                .extracting(Setting::name)
                .containsExactly("VIDEO_SDK_KEY", "VIDEO_SDK_SECRET");
        assertThat(VideoSdkConfig.SETTINGS.getFirst().check(Optional.of("a b")))
                .contains(
                        "VIDEO_SDK_KEY: it has a blank in it; expected the Video SDK key of the app, without blanks");
        assertThat(VideoSdkConfig.SETTINGS.getLast().check(Optional.of("top secret")))
                .contains(
                        "VIDEO_SDK_SECRET: it has a blank in it; expected the Video SDK secret of the app, without blanks");
    }
}
