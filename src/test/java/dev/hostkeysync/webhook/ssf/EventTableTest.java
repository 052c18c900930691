package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTableTest {

    @Test
    void isTheTableInTheDocumentation() throws IOException {
        List<String> documented =
                Files.readAllLines(Path.of("docs/shared-signals.md")).stream()
                        .filter(line ->
                                line.startsWith("| `https://schemas.openid.net/")
                                        || line.startsWith("| `urn:ietf:params:scim:event:"))
                        .toList();

        assertThat(documented)
                .containsExactlyElementsOf(
                        EventTable.ROWS.stream()
                                .map(row ->
                                        "| `%s` | %s | %s |"
                                                .formatted(
                                                        row.type(),
                                                        row.meaning().label(),
                                                        row.reason()))
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({"caep, 8", "risc, 14", "scim, 12", "ssf, 2"})
    void hasEveryTypeOfItsStandards(String standard, int types) {
        String prefix =
                standard.equals("scim")
                        ? EventTable.SCIM
                        : "https://schemas.openid.net/secevent/" + standard + "/event-type/";

        assertThat(EventTable.ROWS).filteredOn(row -> row.type().startsWith(prefix)).hasSize(types);
    }
}
