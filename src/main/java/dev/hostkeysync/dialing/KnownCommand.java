package dev.hostkeysync.dialing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The commands whose meaning is known: from the "Join Zoom" macro among Cisco's
/// roomdevices-macros-samples (2026-03) and Zoom's page on dual screens.
public enum KnownCommand implements Command {
    MUSIC_MODE("306", "music mode"),
    /// Needs a second stream (H.239 or BFCP).
    DUAL_STREAM("308", "dual stream"),
    FULL_HD("309", "1080p"),
    /// No menu on the screen; 7 brings it back.
    MUTE_DTMF_PROMPT("504", "mute DTMF prompt"),
    SINGLE_STREAM("505", "single stream"),
    CAPTIONS_AT_BOTTOM("506", "captions at bottom"),
    SUPPRESS_REACTIONS("508", "suppress reactions"),
    /// Both screens show the gallery.
    DUAL_GALLERY("608", "dual gallery"),
    CAP_720P("100003", "cap 720p"),
    /// Three quarters of the bandwidth.
    FAVOUR_VIDEO("100004", "favour video"),
    EQUAL_BANDWIDTH("100005", "equal bandwidth"),
    FAVOUR_CONTENT("100006", "favour content"),
    AES_256("100009", "AES-256"),
    OUT_OF_BAND_DTMF("200001", "out-of-band DTMF"),
    MUTE_AUDIO_PROMPTS("200006", "mute audio prompts"),
    VIDEO_SHARING("200009", "video sharing"),
    VOLUME_1("300001", "volume 1"),
    VOLUME_2("300002", "volume 2"),
    VOLUME_3("300003", "volume 3");

    private final String digits;
    private final String wireName;

    KnownCommand(String digits, String wireName) {
        this.digits = digits;
        this.wireName = wireName;
    }

    @Override
    public String digits() {
        return digits;
    }

    /// As people write it.
    public String wireName() {
        return wireName;
    }

    boolean isCalled(String text) {
        return text.equals(digits) || letters(text).equals(letters(wireName));
    }

    static String names() {
        return Arrays.stream(values())
                .map(KnownCommand::wireName)
                .collect(Collectors.joining(", "));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "").replace("favour", "favor");
    }
}
