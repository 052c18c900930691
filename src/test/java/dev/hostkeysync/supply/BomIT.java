package dev.hostkeysync.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// After the build: the bill of materials names what is shipped, and says the same of the same
/// sources.
class BomIT {

    private static final Path BOM = Path.of("target/bom.json");

    @Test
    void isCycloneDxOfOurs() throws IOException {
        JsonNode bom = new ObjectMapper().readTree(BOM.toFile());

        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.path("specVersion").asText()).isGreaterThanOrEqualTo("1.6");
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("hostkey-sync");
    }

    @Test
    void saysTheSameOfTheSameSources() throws IOException {
        JsonNode bom = new ObjectMapper().readTree(BOM.toFile());

        assertThat(bom.at("/metadata/timestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(bom.path("serialNumber").isMissingNode()).isTrue();
    }

    @Test
    void listsEveryLibraryThatWeAskForWithALicence() throws Exception {
        Set<String> wanted = dependencies();
        Set<String> licensed = new TreeSet<>();
        for (JsonNode component : new ObjectMapper().readTree(BOM.toFile()).path("components")) {
            if (!component.path("licenses").isEmpty()
                    && !component.path("version").asText().isEmpty()) {
                licensed.add(name(component));
            }
        }

        assertThat(wanted).contains("io.quarkus:quarkus-opentelemetry").hasSizeGreaterThan(20);
        assertThat(licensed).containsAll(wanted);
    }

    @Test
    void listsExactlyTheJarsThatAreShipped() throws IOException {
        List<String> listed = new ArrayList<>();
        for (JsonNode component : new ObjectMapper().readTree(BOM.toFile()).path("components")) {
            if (!name(component).equals("dev.hostkeysync:hostkey-sync")) {
                listed.add(
                        "%s.%s-%s.jar"
                                .formatted(
                                        component.path("group").asText(),
                                        component.path("name").asText(),
                                        component.path("version").asText()));
            }
        }
        List<String> shipped;
        try (Stream<Path> files = Files.walk(Path.of("target/quarkus-app/lib"))) {
            shipped =
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".jar"))
                            .toList();
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(shipped);
    }

    private static String name(JsonNode component) {
        return component.path("group").asText() + ":" + component.path("name").asText();
    }

    /// Group and name of what pom.xml asks for, but for tests.
    private static Set<String> dependencies()
            throws ParserConfigurationException, IOException, SAXException {
        Element project =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("pom.xml").toFile())
                        .getDocumentElement();
        Set<String> names = new TreeSet<>();
        NodeList all = project.getElementsByTagName("dependency");
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            boolean isOurs = project.isSameNode(one.getParentNode().getParentNode());
            if (isOurs && !text(one, "scope").equals("test")) {
                names.add(text(one, "groupId") + ":" + text(one, "artifactId"));
            }
        }
        return names;
    }

    private static String text(Element dependency, String name) {
        NodeList found = dependency.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
