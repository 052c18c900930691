package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks a JSON body against a table of its members. Stricter than Zoom, which passes over what it
/// does not know: a misspelt member must fail here.
final class BodyRules {

    private static final String ROOT = ".";

    private final Map<String, MemberRule> rules = new LinkedHashMap<>();

    BodyRules(String resource) {
        Resource.lines(resource)
                .map(MemberRule::parse)
                .forEach(rule -> rules.put(rule.path(), rule));
    }

    List<FieldError> errors(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        check(ROOT, body, errors);
        return errors;
    }

    private void check(String path, JsonNode value, List<FieldError> errors) {
        MemberRule rule = rules.get(path);
        if (rule == null) {
            errors.add(new FieldError(path, "Unknown field."));
            return;
        }
        rule.fault(value).ifPresent(fault -> errors.add(new FieldError(path, fault)));
        if (value.isObject()) {
            checkMissing(path, value, errors);
            value.properties()
                    .forEach(each -> check(member(path, each.getKey()), each.getValue(), errors));
        }
        if (value.isArray()) {
            value.forEach(each -> check(path + "[]", each, errors));
        }
    }

    private void checkMissing(String path, JsonNode object, List<FieldError> errors) {
        for (MemberRule rule : rules.values()) {
            String name = rule.path().substring(rule.path().lastIndexOf('.') + 1);
            boolean mine = rule.required() && rule.path().equals(member(path, name));
            if (mine && !object.has(name)) {
                errors.add(new FieldError(rule.path(), "Missing."));
            }
        }
    }

    private static String member(String path, String name) {
        return path.equals(ROOT) ? name : path + "." + name;
    }
}
