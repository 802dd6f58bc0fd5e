using Ml.Gan.Hosting;
using Ml.Gan.Onnx;

namespace WebSampler;

/// <summary><c>GET /images?seed=&amp;count=&amp;label=&amp;truncation=</c>: one image, or a grid of several.</summary>
internal static class ImagesEndpoint
{
    public static async Task<IResult> GetAsync(HttpRequest request, GanSampler sampler)
    {
        var query = new ImageQuery(request.Query, sampler.Info);
        if (query.Errors.Count > 0)
            return Results.ValidationProblem(query.Errors);
        var images = await sampler.SampleAsync(
            query.Count, query.Seed, query.Conditions, query.Truncation, request.HttpContext.RequestAborted);
        return Results.Bytes(images.Count == 1 ? images.ToPng(0) : ImageGrid.Create(images).ToPng(), "image/png");
    }
}
