package io.connectdomo.sink.upload;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What is left of the time for operations of one kind; it begins with the first failure and ends with the first success. So an
 * operation that is dropped and begun again does not get its time anew. An operation with a budget of its own spends that one only.
 * Thread-safe.
 */
final class BudgetsByKind {
    private final Supplier<RetryBudget> fresh;
    private final Map<Class<?>, RetryBudget> left = new HashMap<>();

    /**
     * @param fresh a budget that begins now
     */
    BudgetsByKind(Supplier<RetryBudget> fresh) {
        this.fresh = fresh;
    }

    /** One that begins now. */
    RetryBudget fresh() {
        return fresh.get();
    }

    /** In milliseconds; empty where the call is not to be tried again. */
    synchronized OptionalLong nextDelayMs(Call call, DomoException failure) {
        return call.ownBudget()
                .orElseGet(() -> left.computeIfAbsent(call.getClass(), kind -> fresh.get()))
                .nextDelayMs(failure);
    }

    /** In milliseconds until operations of the kind are given up; -1 for never, and where none has failed. */
    synchronized long leftMs(Call call) {
        RetryBudget budget = budgetOf(call);
        return budget == null ? -1 : budget.leftMs();
    }

    /** Whether Domo refuses operations of the kind (401, 403), which is borne for a minute and is no outage. */
    synchronized boolean refused(Call call) {
        RetryBudget budget = budgetOf(call);
        return budget != null && budget.refused();
    }

    private RetryBudget budgetOf(Call call) {
        return call.ownBudget().orElseGet(() -> left.get(call.getClass()));
    }

    /** Domo has done one of this kind, or refused it. */
    synchronized void answered(Call call) {
        left.remove(call.getClass());
    }
}
