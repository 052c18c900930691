package dev.hostkeysync.scim;

import dev.hostkeysync.directory.Criteria;
import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Member;
import dev.hostkeysync.directory.Criteria.Memberships;
import dev.hostkeysync.directory.Criteria.Operand;
import dev.hostkeysync.directory.Criteria.Part;
import dev.hostkeysync.directory.Criteria.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Knows where the directory has the attributes of a type.
///
/// @param others types whose attributes are passed over here (RFC 7644 section 3.4.2.1)
record Places(ResourceType type, List<ResourceType> others) {

    /// @throws ScimException `invalidFilter` for a name that means nothing
    Place find(AttributePath path) {
        return type.find(path)
                .map(this::at)
                .orElseGet(() -> {
                    if (others.stream().noneMatch(other -> other.find(path).isPresent())) {
                        throw FilterScope.unknown(path);
                    }
                    return new Place.Nowhere();
                });
    }

    Place at(AttributeRef ref) {
        Attribute attribute = ref.attribute();
        if (ref.extension().isEmpty()) {
            switch (attribute.name()) {
                case "id" -> {
                    return new Place.One(attribute, Column.ID);
                }
                case "externalId" -> {
                    return new Place.One(attribute, Column.EXTERNAL_ID);
                }
                case "userName" -> {
                    return new Place.One(attribute, Column.USER_NAME);
                }
                case "displayName" -> {
                    return new Place.One(attribute, Column.DISPLAY_NAME);
                }
                case "schemas" -> {
                    return new Place.Schemas(attribute);
                }
                case "meta" -> {
                    return ref.sub()
                            .map(this::inMeta)
                            .orElseGet(() -> new Place.Whole(ref, Criteria.ALL));
                }
                default -> {}
            }
        }
        return isMemberships(ref) ? inMemberships(ref) : inDocument(ref);
    }

    private Place inMeta(Attribute sub) {
        return switch (sub.name()) {
            case "created" -> new Place.One(sub, Column.CREATED);
            case "lastModified" -> new Place.One(sub, Column.UPDATED);
            case "resourceType" -> new Place.Fixed(sub, type.name());
            case "location" -> new Place.Location(sub);
            case "version" -> new Place.Version(sub);
            default -> throw new IllegalStateException("meta has no " + sub.name());
        };
    }

    /// Kept in a table of their own.
    private static boolean isMemberships(AttributeRef ref) {
        String name = ref.attribute().name();
        return ref.extension().isEmpty() && (name.equals("groups") || name.equals("members"));
    }

    private static Place inMemberships(AttributeRef ref) {
        return ref.sub()
                .<Place>map(sub -> new Place.Many(sub, new Memberships(), membershipPart(sub)))
                .orElseGet(() ->
                        new Place.Whole(ref, new Criteria.Some(new Memberships(), Criteria.ALL)));
    }

    static Part membershipPart(Attribute sub) {
        if (List.of("value", "type", "display").contains(sub.name())) {
            return new Part(sub.name());
        }
        throw ScimException.invalidFilter("'" + sub.name() + "' of a membership is not searched");
    }

    private static Place inDocument(AttributeRef ref) {
        Attribute attribute = ref.attribute();
        List<String> path = path(ref);
        if (ref.sub().isEmpty()) {
            return attribute.isComplex()
                    ? new Place.Whole(ref, new Criteria.Present(new Member(path)))
                    : new Place.One(attribute, new Member(path));
        }
        Attribute sub = ref.sub().get();
        if (attribute.multiValued()) {
            return new Place.Many(sub, new Values(path), new Part(sub.name()));
        }
        Operand member = new Member(Stream.concat(path.stream(), Stream.of(sub.name())).toList());
        return new Place.One(sub, member);
    }

    private static List<String> path(AttributeRef ref) {
        return Stream.concat(ref.extension().stream(), Stream.of(ref.attribute().name())).toList();
    }

    /// Where the values of an attribute with parts stand; empty for `meta`.
    static Optional<Criteria.Elements> elements(AttributeRef ref) {
        if (ref.extension().isEmpty() && ref.attribute().name().equals("meta")) {
            return Optional.empty();
        }
        return Optional.of(isMemberships(ref) ? new Memberships() : new Values(path(ref)));
    }
}
