package io.haloom.proxy;

import io.haloom.model.ProxyConfig;

/**
 * One section that runs.
 *
 * @param config what it was made from
 * @param frontend its frontend side, null for a backend
 * @param backend its backend side, null for a frontend
 */
public record Proxy(ProxyConfig config, Frontend frontend, Backend backend) {}
