package dev.hostkeysync.scim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Users from a seed, of few texts, so that filters over the same texts find some.
final class RandomUsers {

    /// With what is hard to compare: case in other alphabets, sigma, dotless i, quotes, wildcards,
    /// characters beyond the first 65,536 and those just before.
    static final List<String> TEXTS =
            List.of(
                    "zoe@example.com",
                    "ZOE@Example.com",
                    "Zoë",
                    "zoË",
                    "work",
                    "Work",
                    "home",
                    "Quill",
                    "o'Neil \"Q\" \\ x",
                    "50%_of",
                    "ΟΔΥΣΣΕΥΣ",
                    "Οδυσσεύς",
                    "οδυσσευς",
                    "İstanbul",
                    "ıstanbul",
                    "STRASSE",
                    "Straße",
                    "\uE000 private",
                    "\uFFFD",
                    "😀 smile",
                    "𐐀 Deseret",
                    "𐐨 deseret",
                    "",
                    " ",
                    "a",
                    "ABC",
                    "abd",
                    "42",
                    "true",
                    "User",
                    "ǅungla");

    static final List<String> MOMENTS =
            List.of(
                    "2026-03-01T10:00:00.123456Z",
                    "2026-03-01T10:00:00.123456789Z",
                    "2026-03-01T11:00:00.123456+01:00",
                    "2026-03-01T10:00:00",
                    "2026-03-01T10:00:03Z",
                    "2030-01-01T00:00:00-05:00",
                    "1999-12-31T23:59:59.9Z");

    private final Random random;

    RandomUsers(long seed) {
        this.random = new Random(seed);
    }

    ObjectNode next(int number) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("userName", any() + (random.nextInt(3) == 0 ? "" : "#" + number) + "-" + number);
        maybe(user, "displayName");
        maybe(user, "title");
        maybe(user, "nickName");
        if (random.nextInt(3) > 0) {
            user.put("profileUrl", URLEncoder.encode(any(), UTF_8));
        }
        maybe(user, "userType");
        if (random.nextBoolean()) {
            String externalId = any();
            user.put("externalId", externalId.isBlank() ? "ext" : externalId);
        }
        if (random.nextBoolean()) {
            user.put("active", random.nextBoolean());
        }
        ObjectNode name = user.putObject("name");
        maybe(name, "familyName");
        maybe(name, "givenName");
        for (String many : List.of("emails", "phoneNumbers", "roles")) {
            values(user.putArray(many));
        }
        values(user.putArray("photos"));
        rewrite(user.path("photos"), text -> URLEncoder.encode(text, UTF_8));
        values(user.putArray("x509Certificates"));
        rewrite(
                user.path("x509Certificates"),
                text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
        if (random.nextInt(3) == 0) {
            user.putArray("addresses").addObject().put("locality", any());
        }
        ObjectNode enterprise = user.putObject(Urn.ENTERPRISE_USER);
        maybe(enterprise, "department");
        if (random.nextInt(3) == 0) {
            enterprise.putObject("manager").put("value", any());
        }
        return user;
    }

    private static void rewrite(JsonNode values, UnaryOperator<String> form) {
        values.forEach(value -> {
            if (value.has("value")) {
                ((ObjectNode) value).put("value", form.apply(value.path("value").asText()));
            }
        });
    }

    private void values(ArrayNode values) {
        int primary = random.nextInt(4);
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode value = values.addObject();
            maybe(value, "value");
            maybe(value, "type");
            maybe(value, "display");
            if (i == primary || random.nextInt(4) == 0) {
                value.put("primary", i == primary);
            }
        }
    }

    private void maybe(ObjectNode object, String name) {
        if (random.nextInt(3) > 0) {
            object.put(name, any());
        }
    }

    private String any() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
