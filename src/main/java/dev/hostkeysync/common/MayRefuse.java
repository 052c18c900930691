package dev.hostkeysync.common;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// With which problems an endpoint may answer, for the API's description: the last part of their
/// `type`. What every endpoint may answer with (no token, no scope, no database) goes without
/// saying. A sample of each stands in `openapi/problems.yaml`, its SCIM form in
/// `openapi/scim.yaml`.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MayRefuse {

    String[] value();
}
