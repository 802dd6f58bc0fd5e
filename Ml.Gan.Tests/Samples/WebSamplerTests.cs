using System.Net;
using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Packages;

namespace Ml.Gan.Tests.Samples;

/// <summary>The web app's API over HTTP.</summary>
[TestClass]
public sealed class WebSamplerTests
{
    private static readonly TemporaryFolder s_folder = new();
    private static SampleProgram s_app = null!;
    private static HttpClient s_client = null!;

    private static string Model => s_folder["generator.onnx"];

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        s_folder.Write("generator.onnx", SmallGenerators.OfLabels());
        s_app = await SampleProgram.ServeAsync(Model);
        s_client = new HttpClient { BaseAddress = s_app.Address };
    }

    [ClassCleanup]
    public static void Stop()
    {
        s_client?.Dispose();
        s_app?.Dispose();
        s_folder.Dispose();
    }

    [TestMethod]
    public async Task An_image_is_the_generator_s()
    {
        using var generator = SmallGenerators.Load(Model);
        var threes = new GeneratorConditions { Classes = ["3"] };
        using var answer = await s_client.GetAsync("images?seed=-7&label=3&truncation=0.8");
        Assert.AreEqual("image/png", answer.Content.Headers.ContentType!.MediaType);
        CollectionAssert.AreEqual(
            generator.Sample(1, -7, threes, 0.8f).ToPng(0), await answer.Content.ReadAsByteArrayAsync());
        CollectionAssert.AreEqual(
            generator.Sample(1, seed: 1).ToPng(0), await s_client.GetByteArrayAsync("images"), "without a query");
    }

    [TestMethod]
    public async Task Several_images_are_a_grid()
    {
        using var generator = SmallGenerators.Load(Model);
        CollectionAssert.AreEqual(
            ImageGrid.Create(generator.Sample(12, seed: 4)).ToPng(),
            await s_client.GetByteArrayAsync("images?seed=4&count=12"));
    }

    [TestMethod]
    public async Task Many_at_once_get_what_they_asked_for()
    {
        using var generator = SmallGenerators.Load(Model);
        await Parallel.ForAsync(0, 64, async (i, stop) =>
        {
            byte[] png = await s_client.GetByteArrayAsync($"images?seed={i}&label={i % 10}", stop);
            var asked = new GeneratorConditions { Labels = [i % 10] };
            CollectionAssert.AreEqual(generator.Sample(1, i, asked).ToPng(0), png);
        });
        string metrics = await s_client.GetStringAsync("metrics");
        string[] names = ["requests_total", "images_total", "batch_size", "queue_length", "request_duration"];
        foreach (string name in names)
            Assert.Contains($"ml_gan_{name}", metrics);
        Assert.Contains("http_server_request_duration_seconds", metrics);
    }

    [TestMethod]
    [DataRow("seed=x", "seed", "'x' is no seed: expected a whole number of 32 bits.")]
    [DataRow("seed=1&seed=2", "seed", "is no seed")]
    [DataRow("seed=99999999999", "seed", "is no seed")]
    [DataRow("count=0", "count", "expected a whole number from 1 to 64")]
    [DataRow("count=65", "count", "expected a whole number from 1 to 64")]
    [DataRow("label=cow", "label", "expected one of 0, 1, 2")]
    [DataRow("truncation=0.001", "truncation", "a number of 0.01 or more")]
    [DataRow("truncation=NaN", "truncation", "a number of 0.01 or more")]
    [DataRow("sed=3", "sed", "There is no parameter 'sed'; there are seed, count, label, truncation.")]
    public async Task A_wrong_query_is_a_problem_that_names_the_parameter(string query, string parameter, string words)
    {
        using var answer = await s_client.GetAsync($"images?{query}");
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.AreEqual("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.AreEqual(400, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Contains(words, problem.RootElement.GetProperty("errors").GetProperty(parameter)[0].GetString()!);
    }

    [TestMethod]
    public async Task The_model_is_described_and_served()
    {
        using var model = JsonDocument.Parse(await s_client.GetStringAsync("model"));
        Assert.AreEqual(9, model.RootElement.GetProperty("latentSize").GetInt32());
        Assert.AreEqual(10, model.RootElement.GetProperty("classes").GetArrayLength());
        Assert.AreEqual("latents", model.RootElement.GetProperty("truncation").GetString());
        CollectionAssert.AreEqual(
            await File.ReadAllBytesAsync(Model), await s_client.GetByteArrayAsync("generator.onnx"));
        Assert.AreEqual("Healthy", await s_client.GetStringAsync("health"));
        using var missing = await s_client.GetAsync("nothing");
        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.AreEqual("application/problem+json", missing.Content.Headers.ContentType!.MediaType);
    }

    /// <summary>Requests wait for a batch that never fills, until their client leaves.</summary>
    [TestMethod]
    public async Task A_full_queue_answers_429_until_a_client_has_left()
    {
        using var app = await SampleProgram.ServeAsync(
            Model, "--Generator:QueueCapacity=4", "--Generator:MaxDelay=00:00:50");
        using var client = new HttpClient { BaseAddress = app.Address };
        using var leave = new CancellationTokenSource();
        var waiting = client.GetAsync("images?count=4", leave.Token);
        await EventuallyAsync(async () => (await client.GetStringAsync("health")) == "Degraded");

        using var refused = await client.GetAsync("images");
        Assert.AreEqual(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta!.Value);
        Assert.AreEqual("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("4 of at most 4 wait", await refused.Content.ReadAsStringAsync());

        await leave.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        await EventuallyAsync(async () => (await client.GetStringAsync("health")) == "Healthy");
    }

    /// <summary>The SDK for the web would look for it in the project's folder.</summary>
    [TestMethod]
    public void Dotnet_run_looks_for_the_model_where_it_is_called()
    {
        using var folder = new TemporaryFolder();
        string project = Path.Combine(BuiltFrom.Repository, "samples", "WebSampler");
        var run = DotnetCommand.Run(
            folder.Path,
            "run", "--no-build", "-c", BuiltFrom.Configuration, "--project", project, "--", "--model", "none.onnx");
        Assert.AreEqual(1, run.Code, run.Output);
        Assert.Contains($"There is no file '{folder["none.onnx"]}'", run.Output);
    }

    [TestMethod]
    public void A_missing_or_wrong_file_is_named()
    {
        var nothing = SampleProgram.Run("WebSampler");
        Assert.AreEqual(2, nothing.Code);
        Assert.StartsWith("--model is missing", nothing.Error);

        var missing = SampleProgram.Run("WebSampler", "--model", s_folder["none.onnx"]);
        Assert.AreEqual(1, missing.Code);
        Assert.StartsWith($"There is no file '{s_folder["none.onnx"]}'", missing.Error);

        string vectors = s_folder.Write("vectors.onnx", Generators.Vector(5));
        var wrong = SampleProgram.Run("WebSampler", "--model", vectors);
        Assert.AreEqual(1, wrong.Code);
        Assert.Contains("no images of 1 or 3 channels", wrong.Error);
        Assert.DoesNotContain("   at ", wrong.Error);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 200; i++)
        {
            if (await condition())
                return;
            await Task.Delay(50);
        }

        Assert.Fail("It didn't come about in ten seconds.");
    }
}
