package dev.hostkeysync.scim;

import java.util.List;
import java.util.Random;

/// Filters that mean something, from a seed, over the users of [RandomUsers].
final class RandomFilters {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final List<String> TEXTS =
            List.of(
                    "userName",
                    "displayName",
                    "externalId",
                    "title",
                    "nickName",
                    "name.familyName",
                    "NAME.givenName",
                    "profileUrl",
                    "urn:ietf:params:scim:schemas:core:2.0:User:userType",
                    ENTERPRISE + ":department",
                    ENTERPRISE + ":manager.value",
                    "manager",
                    "emails",
                    "emails.value",
                    "emails.type",
                    "phoneNumbers.value",
                    "photos.value",
                    "roles",
                    "addresses.locality",
                    "x509Certificates.value",
                    "meta.resourceType",
                    "groups.value",
                    "groups.display",
                    "password");
    private static final List<String> IN_BRACKETS =
            List.of("value", "type", "display", "PRIMARY", "value", "type");
    private static final List<String> MANY =
            List.of("emails", "phoneNumbers", "roles", "photos", "ims");
    private static final List<String> LETTERS = List.of("eq", "ne", "co", "sw", "ew", "EQ", "Co");
    private static final List<String> ORDERED = List.of("eq", "ne", "gt", "ge", "lt", "le", "Le");

    private final Random random;

    RandomFilters(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        return filter(random.nextInt(4));
    }

    private String filter(int depth) {
        if (depth == 0) {
            return condition();
        }
        return switch (random.nextInt(5)) {
            case 0 -> "not (" + filter(depth - 1) + ")";
            case 1 -> filter(depth - 1) + " and " + filter(depth - 1);
            case 2 -> filter(depth - 1) + " OR " + filter(depth - 1);
            case 3 -> "(" + filter(depth - 1) + ")";
            default -> condition();
        };
    }

    private String condition() {
        return switch (random.nextInt(12)) {
            case 0 -> any(TEXTS) + " pr";
            case 1 ->
                    "active " + equality() + " " + any(List.of("true", "false", "\"True\"", "42"));
            case 2 ->
                    any(List.of("meta.created", "meta.lastModified"))
                            + " "
                            + any(ORDERED)
                            + " \""
                            + any(RandomUsers.MOMENTS)
                            + "\"";
            case 3 -> any(MANY) + "[" + inBrackets(2) + "]";
            case 4 -> any(MANY) + "[" + inBrackets(1) + "].value " + any(LETTERS) + " " + text();
            case 5 -> any(TEXTS) + " " + equality() + " null";
            case 6 ->
                    any(List.of("name", "meta", "emails", "addresses", "manager", "groups"))
                            + " pr";
            case 7 ->
                    "schemas "
                            + equality()
                            + " \""
                            + any(List.of(ENTERPRISE, Urn.USER, "urn:a:b", "userName"))
                            + "\"";
            case 8 ->
                    any(
                            List.of(
                                    "name[familyName sw \"q\" or givenName pr]",
                                    "meta[resourceType eq \"user\" and created pr]",
                                    "id gt \"4\"",
                                    "id eq \"nobody\"",
                                    "meta.version eq \"W/\\\"1\\\"\"",
                                    "meta.version ne \"W/\\\"2\\\"\"",
                                    "title eq 42",
                                    "emails.primary eq \"TRUE\""));
            case 9 -> any(TEXTS) + " " + any(ORDERED.subList(0, 2)) + " " + text();
            default -> {
                String name = any(TEXTS);
                boolean ordered = random.nextBoolean() && !name.startsWith("x509");
                yield name + " " + any(ordered ? ORDERED : LETTERS) + " " + text();
            }
        };
    }

    private String inBrackets(int depth) {
        if (depth > 0 && random.nextBoolean()) {
            return switch (random.nextInt(3)) {
                case 0 -> "not (" + inBrackets(depth - 1) + ")";
                case 1 -> inBrackets(depth - 1) + " and " + inBrackets(depth - 1);
                default -> inBrackets(depth - 1) + " or " + inBrackets(depth - 1);
            };
        }
        String name = any(IN_BRACKETS);
        return switch (random.nextInt(4)) {
            case 0 -> name + " pr";
            case 1 -> name + " " + equality() + " null";
            default ->
                    name.equals("PRIMARY")
                            ? name + " " + equality() + " " + any(List.of("true", "\"False\""))
                            : name + " " + any(LETTERS) + " " + text();
        };
    }

    private String equality() {
        return random.nextInt(3) == 0 ? "ne" : "eq";
    }

    private String text() {
        String value = any(RandomUsers.TEXTS);
        if (random.nextInt(3) == 0 && !value.isEmpty()) {
            int characters = value.codePointCount(0, value.length());
            int cut = value.offsetByCodePoints(0, random.nextInt(characters + 1));
            value = random.nextBoolean() ? value.substring(0, cut) : value.substring(cut);
        }
        return ScimJson.text(com.fasterxml.jackson.databind.node.TextNode.valueOf(value));
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
