// Holds the source of `_async_step`: what the builtin `anext` with a default awaits.

let bundledAsyncStep = """
async def step(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default

"""
