namespace WebSampler;

/// <summary>Headers by which the page loads nothing from elsewhere and nobody frames it.</summary>
internal sealed class PagePolicy(RequestDelegate next)
{
    // ONNX Runtime compiles WebAssembly, which 'wasm-unsafe-eval' allows, and eval not.
    private const string Policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    }
}
