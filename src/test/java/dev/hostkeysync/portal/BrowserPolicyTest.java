package dev.hostkeysync.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BrowserPolicyTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /// What the policy makes a browser refuse.
    private static final Pattern INLINE =
            Pattern.compile(
                    "<style|<script(?![^>]* src=)|\\sstyle=|\\son[a-z]+=|hx-on|javascript:|hx-vals=.js:"
                            + "|(src|href)=.(https?:)?//",
                    Pattern.CASE_INSENSITIVE);

    @Test
    void allowsOurOwnFilesOnly() {
        assertThat(BrowserPolicy.HEADERS)
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                                + " data:; connect-src 'self'; form-action 'self'; frame-ancestors"
                                + " 'none'; base-uri 'none'")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin");
    }

    @Test
    void noTemplateHasWhatItForbids() {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            INLINE.matcher(read(file))
                                    .results()
                                    .forEach(hit -> found.put(file.toString(), hit.group())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertThat(found).isEmpty();
    }

    @Test
    void htmxNeitherWritesStylesNorEvaluatesText() {
        assertThat(read(TEMPLATES.resolve("portal/layout.html")))
                .contains(
                        "\"includeIndicatorStyles\":false",
                        "\"allowEval\":false",
                        "\"allowScriptTags\":false",
                        "\"selfRequestsOnly\":true",
                        "\"historyEnabled\":false");
    }

    @Test
    void assetsAreFoundUnderANameOfTheirContents() {
        Assets assets = new Assets();

        assertThat(assets.path("portal.css")).matches("/assets/[0-9a-f]{12}/portal\\.css");
        assertThat(assets.path("portal.css")).isEqualTo(new Assets().path("portal.css"));
        for (String name :
                new String[] {"portal.js", "htmx.min.js", "uPlot.iife.min.js", "uPlot.min.css"}) {
            assertThat(assets.find(name)).as(name).isPresent();
        }
        assertThat(assets.find("../application.properties")).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
