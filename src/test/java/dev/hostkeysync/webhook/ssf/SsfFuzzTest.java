package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.webhook.GoldenFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever comes, it is taken or refused with a code. An exception would be a 500, and the
/// transmitter would send the same again and again.
class SsfFuzzTest {

    private static final long SEED = 20261122;

    private final Random random = new Random(SEED);
    private final SsfFixture fixture = new SsfFixture();

    @Test
    void takesOrRefusesAnyBytes() throws IOException {
        List<String> sets =
                golden().stream().map(claims -> fixture.keys.sign(claims.toString())).toList();

        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = sets.get(i % sets.size()).getBytes(StandardCharsets.US_ASCII);
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String mutated = new String(bytes, 0, length(bytes.length), StandardCharsets.US_ASCII);

            assertThat(fixture.receiver.receive(mutated, _ -> true))
                    .as("body %s of seed %s", i, SEED)
                    .isInstanceOfAny(
                            Receipt.Refused.class, Receipt.Taken.class, Receipt.NotNow.class);
        }
    }

    @Test
    void takesOrRefusesAnyHeader() throws IOException {
        String signed = fixture.keys.sign(golden().getFirst().toString());
        for (int i = 0; i < 2_000; i++) {
            ObjectNode header =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("typ", "secevent+jwt")
                            .put("alg", "RS256")
                            .put("kid", "key-1");
            header.set(
                    pick(
                            "typ", "alg", "kid", "crit", "b64", "zip", "enc", "jwk", "jku", "x5u",
                            "x5c", "exp"),
                    noise(0));
            String mutated = base64(header.toString()) + signed.substring(signed.indexOf('.'));

            assertThat(fixture.receiver.receive(mutated, _ -> true))
                    .as("header %s of seed %s: %s", i, SEED, header)
                    .isInstanceOfAny(Receipt.Refused.class);
            fixture.clock.pass(java.time.Duration.ofSeconds(6));
        }
    }

    @Test
    void takesOrRefusesAnyClaimsThatAreSigned() throws IOException {
        // The quickest to sign with.
        fixture.keys.rotate("EdDSA");
        List<JsonNode> golden = golden();
        int taken = 0;
        for (int i = 0; i < 3_000; i++) {
            JsonNode claims = golden.get(i % golden.size()).deepCopy();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                mutate(claims);
            }
            fixture.notices.clear();

            Receipt receipt =
                    fixture.receiver.receive(
                            fixture.keys.sign(claims.toString(), Map.of()), _ -> true);

            assertThat(receipt)
                    .as("claims %s of seed %s: %s", i, SEED, claims)
                    .isInstanceOfAny(Receipt.Refused.class, Receipt.Taken.class);
            fixture.notices.forEach(notice -> assertSound(notice.report()));
            taken += fixture.notices.size();
        }
        assertThat(taken).isGreaterThan(300);
    }

    /// Names that a database can hold, and edits that end with a profile.
    private static void assertSound(Report report) {
        assertThat(SsfFixture.names(report.user()))
                .isNotEmpty()
                .doesNotContain("\u0000")
                .satisfies(names -> assertThat(utf8(names)).isEqualTo(names));
        Optional<Profile> profile =
                switch (report) {
                    case Report.Created(_, var made) -> Optional.of(made);
                    case Report.Profiled(_, var edit) ->
                            Optional.of(
                                    edit.apply(
                                            new Profile(
                                                    "zoe",
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    true,
                                                    "{\"userName\":\"zoe\",\"emails\":[7,{}]}")));
                    default -> Optional.empty();
                };
        profile.ifPresent(made -> {
            assertThat(made.userName()).isNotBlank().hasSizeLessThan(256);
            assertThat(made.document()).startsWith("{").doesNotContain("\\u0000");
            assertThat(utf8(made.document())).isEqualTo(made.document());
        });
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /// Changes one place somewhere in the tree.
    private void mutate(JsonNode node) {
        List<JsonNode> containers = new ArrayList<>();
        collect(node, containers);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name =
                        names.isEmpty() || random.nextInt(8) == 0
                                ? pick(
                                        "format",
                                        "user",
                                        "subject",
                                        "data",
                                        "path",
                                        "value",
                                        "uri",
                                        "identifiers")
                                : names.get(random.nextInt(names.size()));
                if (random.nextInt(5) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, noise(0));
                }
            }
            case ArrayNode array -> array.add(noise(0));
            default -> throw new AssertionError("neither object nor array");
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private JsonNode noise(int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 3 ? 8 : 11)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.numberNode(random.nextLong());
            case 3 -> make.numberNode(random.nextDouble() * Math.pow(10, random.nextInt(300)));
            case 4 -> make.textNode("x".repeat(random.nextInt(2000)));
            case 5 ->
                    make.textNode(
                            pick(
                                    "",
                                    " ",
                                    "\u0000",
                                    "\ud800",
                                    "a\u0000b",
                                    "\n",
                                    "zoe@example.com",
                                    "/Users/",
                                    "Users/\ud800"));
            case 6 ->
                    make.textNode(
                            pick(
                                    "email", "iss_sub", "opaque", "scim", "complex", "aliases",
                                    "account"));
            case 7 ->
                    make.textNode(
                            pick(
                                    "emails[type eq \"work\"].value",
                                    "emails",
                                    "name.givenName",
                                    "name.",
                                    "userName",
                                    "active"));
            case 8, 9 -> {
                ObjectNode object = make.objectNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    object.set(
                            pick(
                                    "format",
                                    "email",
                                    "id",
                                    "sub",
                                    "value",
                                    "primary",
                                    "op",
                                    "state",
                                    "userName"),
                            noise(depth + 1));
                }
                yield object;
            }
            default -> {
                ArrayNode array = make.arrayNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    array.add(noise(depth + 1));
                }
                yield array;
            }
        };
    }

    private int length(int whole) {
        return random.nextInt(10) == 0 ? random.nextInt(whole) : whole;
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> golden() throws IOException {
        return GoldenFiles.parts("ssf", "claims");
    }
}
