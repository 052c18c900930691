package dev.hostkeysync.openapi;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/// What the annotations of an endpoint say beyond those of OpenAPI.
///
/// @param roles scopes, or the user in person: one of them is needed; none = it asks for no token
/// @param refusals names of problems
record Endpoint(List<String> roles, List<String> refusals) {

    private static final String BEARER = "bearer";

    static Map<String, Endpoint> byOperationId(IndexView index) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        for (AnnotationInstance operation :
                index.getAnnotations(
                        org.eclipse.microprofile.openapi.annotations.Operation.class)) {
            AnnotationValue id = operation.value("operationId");
            if (id != null && operation.target().kind() == AnnotationTarget.Kind.METHOD) {
                var _ = endpoints.put(id.asString(), of(operation.target().asMethod()));
            }
        }
        return endpoints;
    }

    private static Endpoint of(MethodInfo method) {
        List<String> roles = values(method, RolesAllowed.class);
        boolean isOpen = annotation(method, PermitAll.class) != null;
        List<String> refusals = new ArrayList<>(values(method, MayRefuse.class));
        if (!roles.isEmpty()) {
            refusals.addAll(List.of("unauthorized", "forbidden", "too-many-failures"));
        }
        if (values(method, Consumes.class).contains(MediaType.APPLICATION_JSON)) {
            refusals.addAll(List.of("bad-request", "unsupported-media-type"));
        }
        if (!isOpen) {
            refusals.add("unavailable");
        }
        refusals.add("internal-error");
        return new Endpoint(roles, refusals.stream().distinct().toList());
    }

    /// Which token is needed.
    void protect(Operation operation) {
        if (roles.isEmpty()) {
            return;
        }
        for (String role : roles) {
            SecurityRequirement requirement = OASFactory.createSecurityRequirement();
            var _ =
                    operation.addSecurityRequirement(
                            Scope.parse(role).isPresent()
                                    ? requirement.addScheme(BEARER, role)
                                    : requirement.addScheme(BEARER));
        }
        String need =
                roles.stream()
                                .filter(role -> Scope.parse(role).isPresent())
                                .collect(Collectors.joining("` or `", "Needs the scope `", "`"))
                        + (roles.contains(Caller.PERSON) ? ", or the user's own JWT." : ".");
        operation.setDescription(
                operation.getDescription() == null
                        ? need
                        : operation.getDescription() + "\n\n" + need);
    }

    private static List<String> values(MethodInfo method, Class<? extends Annotation> type) {
        AnnotationInstance found = annotation(method, type);
        return found == null ? List.of() : List.of(found.value().asStringArray());
    }

    private static @Nullable AnnotationInstance annotation(
            MethodInfo method, Class<? extends Annotation> type) {
        AnnotationInstance own = method.annotation(type);
        return own != null ? own : method.declaringClass().declaredAnnotation(type);
    }
}
