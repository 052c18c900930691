package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A user of the tenant.
public record SimUser(
        String id,
        String userPrincipalName,
        @Nullable String mail,
        @Nullable String displayName,
        boolean accountEnabled,
        String userType) {

    /// What `$select` may name here, and `id`.
    static final Set<String> PROPERTIES =
            Set.of(
                    "id",
                    "userPrincipalName",
                    "mail",
                    "displayName",
                    "givenName",
                    "surname",
                    "accountEnabled",
                    "userType",
                    "otherMails",
                    "jobTitle");

    /// What is told without `$select`: not `accountEnabled`.
    static final Set<String> DEFAULT =
            Set.of(
                    "id",
                    "userPrincipalName",
                    "mail",
                    "displayName",
                    "givenName",
                    "surname",
                    "jobTitle");

    public SimUser named(String userPrincipalName) {
        return new SimUser(id, userPrincipalName, mail, displayName, accountEnabled, userType);
    }

    public SimUser mailedAt(@Nullable String mail) {
        return new SimUser(id, userPrincipalName, mail, displayName, accountEnabled, userType);
    }

    public SimUser calling(String displayName) {
        return new SimUser(id, userPrincipalName, mail, displayName, accountEnabled, userType);
    }

    public SimUser enabled(boolean accountEnabled) {
        return new SimUser(id, userPrincipalName, mail, displayName, accountEnabled, userType);
    }

    /// @param whole whether what is not set is told as null; the delta query leaves it out
    ObjectNode json(Set<String> select, boolean whole) {
        ObjectNode json = Answer.JSON.createObjectNode();
        Map<String, Object> values =
                new java.util.TreeMap<>(
                        Map.of(
                                "userPrincipalName",
                                userPrincipalName,
                                "accountEnabled",
                                accountEnabled,
                                "userType",
                                userType));
        if (mail != null) {
            values.put("mail", mail);
        }
        if (displayName != null) {
            values.put("displayName", displayName);
        }
        for (String property : select) {
            if (values.containsKey(property)) {
                json.set(property, Answer.JSON.valueToTree(values.get(property)));
            } else if (whole && !property.equals("id")) {
                json.putNull(property);
            }
        }
        json.put("id", id);
        return json;
    }
}
