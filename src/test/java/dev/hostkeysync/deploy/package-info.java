/// What lies in `deploy/`, read and judged without a cluster: strictly by the models of its kinds,
/// and against what the service really has. Knows nothing of how the service works inside.
@NullMarked
package dev.hostkeysync.deploy;

import org.jspecify.annotations.NullMarked;
