package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.EmailAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The addresses whose keys are never touched: whole addresses, or `*@domain`.
record ProtectedUsers(Set<String> addresses, Set<String> domains) {

    static ProtectedUsers parse(String list) {
        Set<String> addresses = new HashSet<>();
        Set<String> domains = new HashSet<>();
        for (String entry : list.split(",", -1)) {
            String one = entry.strip().toLowerCase(Locale.ROOT);
            if (one.startsWith("*@") && one.length() > 2) {
                domains.add(one.substring(2));
            } else if (!one.isEmpty()) {
                addresses.add(
                        EmailAddress.parse(one).orElseThrow(IllegalArgumentException::new).key());
            }
        }
        return new ProtectedUsers(Set.copyOf(addresses), Set.copyOf(domains));
    }

    boolean contains(EmailAddress email) {
        String key = email.key();
        return addresses.contains(key) || domains.contains(key.substring(key.lastIndexOf('@') + 1));
    }
}
