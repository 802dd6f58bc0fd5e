using Ml.Gan.Hosting;
using Ml.Gan.Onnx;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using WebSampler;

const string Usage = """
    usage: WebSampler --model generator.onnx [--urls http://localhost:5000] [--Generator:QueueCapacity 1024]

    Serves images of a generator that 'mlgan train' or ExportToOnnx wrote, and a page that runs it in the browser.
    """;

// Files are found beside the program, from wherever it is started.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (builder.Configuration["model"] is not { Length: > 0 } model)
{
    Console.Error.WriteLine($"--model is missing: name a generator's .onnx file.\n{Usage}");
    return 2;
}

// Many ask for an image each: a core for each batch gives the most of them a second.
builder.Services.AddGanGenerator(Path.GetFullPath(model), options =>
{
    options.Generator = new OnnxGeneratorOptions { IntraOpThreads = 1, BatchSize = 32 };
    builder.Configuration.GetSection("Generator").Bind(options);
});
builder.Services.AddHealthChecks().AddCheck<GanGeneratorHealthCheck>("generator");
builder.Services.AddOpenTelemetry()
    .ConfigureResource(resource => resource.AddService("WebSampler"))
    .WithMetrics(metrics => metrics
        .AddMeter(GanSampler.MeterName, "Microsoft.AspNetCore.Hosting")
        .AddPrometheusExporter());
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<QueueFullHandler>();

await using var app = builder.Build();
try
{
    ServedGenerator.Require(app.Services.GetRequiredService<OnnxGenerator>().Info);
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UseMiddleware<PagePolicy>();
    app.UseDefaultFiles();
    app.UseStaticFiles();
    app.MapGet("/images", ImagesEndpoint.GetAsync);
    app.MapGet("/model", ServedGenerator.Describe);
    app.MapGet("/generator.onnx", ServedGenerator.File);
    app.MapHealthChecks("/health");
    app.MapPrometheusScrapingEndpoint("/metrics");
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (failure is GanOnnxException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
