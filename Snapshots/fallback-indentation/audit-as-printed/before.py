result = await run_optimized_safety_check({...})
logger.info(f"Optimized workflow result: {result}")

# Fallback to standard workflow if optimized fails
if result.get("status") == "FAILED" and "optimized workflow error" in result.get("error", ""):
    logger.warning("⚠️ Optimized workflow failed, falling back...")
result = await commander_agent.start_safety_check_workflow({...})  # ❌ ALWAYS RUNS!
logger.info(f"Fallback workflow result: {result}")
