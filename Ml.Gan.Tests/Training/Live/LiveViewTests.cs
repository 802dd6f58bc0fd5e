using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training.Live;

/// <summary>The live view over real HTTP: who may ask for what, and what its buttons do.</summary>
[TestClass]
public sealed class LiveViewTests
{
    private static readonly HttpClient s_client = new();

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void The_address_is_this_machine_with_a_token_of_its_own()
    {
        using LiveView view = new(), other = new();
        Assert.AreEqual("127.0.0.1", view.Address.Host);
        Assert.IsGreaterThan(1023, view.Address.Port);
        StringAssert.Matches(view.Address.Query, new(@"^\?token=[0-9a-f]{48}$"));
        Assert.AreNotEqual(view.Address.Query, other.Address.Query);
    }

    [TestMethod]
    [DataRow("GET", "/")]
    [DataRow("GET", "/state")]
    [DataRow("GET", "/samples/1.png")]
    [DataRow("GET", "/nothing")]
    [DataRow("POST", "/stop")]
    [DataRow("POST", "/checkpoint")]
    public void Every_request_needs_the_token(string method, string path)
    {
        using var view = new LiveView();
        foreach (string? token in (string?[])[null, "", "0", Token(view)[1..], Token(view).ToUpperInvariant() + "x"])
        {
            using var refused = Send(view, method, path, token);
            Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode, token);
        }
        using var inAddress = Send(view, method, $"{path}?token={Token(view)}", token: null);
        Assert.AreEqual(path == "/" ? HttpStatusCode.OK : HttpStatusCode.Forbidden, inAddress.StatusCode);
    }

    [TestMethod]
    public void Another_name_of_this_machine_is_refused()
    {
        using var view = new LiveView();
        int port = view.Address.Port;
        string[] others = [$"evil.example:{port}", "127.0.0.1", $"127.0.0.1:{port + 1}", $"127.0.0.2:{port}"];
        foreach (string host in others)
            Assert.StartsWith("HTTP/1.1 403 ", Raw(view, Head("GET", "/state", host, Token(view))), host);
        Assert.StartsWith("HTTP/1.1 403 ", Raw(view, $"GET /state HTTP/1.1\r\nX-Mlgan-Token: {Token(view)}\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 200 ", Raw(view, Head("GET", "/state", $"localhost:{port}", Token(view))));
        Assert.StartsWith("HTTP/1.1 200 ", Raw(view, Head("GET", "/state", $"127.0.0.1:{port}", Token(view))));
    }

    [TestMethod]
    public void Buttons_of_other_sites_are_refused()
    {
        bool isStopped = false;
        using var view = new LiveView(new LiveViewOptions { Stop = () => isStopped = true });
        string?[] others = [null, "null", "http://evil.example", $"http://127.0.0.1:{view.Address.Port + 1}"];
        foreach (string? origin in others)
        {
            using var refused = Send(view, "POST", "/stop", Token(view), origin);
            Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode, origin);
        }
        Assert.IsFalse(isStopped);
        using var own = Post(view, "/stop");
        Assert.AreEqual(HttpStatusCode.Accepted, own.StatusCode);
        Assert.IsTrue(isStopped);
    }

    [TestMethod]
    public void Methods_that_a_path_doesnt_have_are_refused()
    {
        using var view = new LiveView();
        foreach (var (method, path) in ((string, string)[])[
            ("GET", "/stop"), ("GET", "/checkpoint"), ("PUT", "/state"), ("DELETE", "/"), ("OPTIONS", "/state")])
        {
            using var refused = Send(view, method, path, Token(view));
            Assert.AreEqual(HttpStatusCode.MethodNotAllowed, refused.StatusCode, $"{method} {path}");
            Assert.IsNotEmpty(refused.Content.Headers.Allow);
        }
        using var missing = Send(view, "GET", "/samples/1.png", Token(view));
        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
        using var head = Send(view, "HEAD", "/", Token(view));
        Assert.AreEqual(HttpStatusCode.OK, head.StatusCode);
    }

    [TestMethod]
    public void Responses_are_kept_by_nobody_and_the_page_may_use_nothing_but_itself()
    {
        using var view = new LiveView();
        foreach (string path in (string[])["/", "/state", "/nothing"])
        {
            using var response = Send(view, "GET", path, Token(view));
            string Header(string name) => string.Join(",", response.Headers.GetValues(name));
            Assert.AreEqual("no-store", Header("Cache-Control"));
            Assert.AreEqual("nosniff", Header("X-Content-Type-Options"));
            Assert.AreEqual("no-referrer", Header("Referrer-Policy"));
            Assert.StartsWith("default-src 'none'", Header("Content-Security-Policy"));
            Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"));
            Assert.IsFalse(response.Headers.Any(
                header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    public void What_is_no_small_request_is_refused()
    {
        using var view = new LiveView();
        string host = $"127.0.0.1:{view.Address.Port}";
        string head = Head("POST", "/stop", host, Token(view))[..^2];
        Assert.StartsWith("HTTP/1.1 400 ", Raw(view, $"{head}Content-Length: 5\r\n\r\nhello"));
        Assert.StartsWith("HTTP/1.1 400 ", Raw(view, $"{head}Transfer-Encoding: chunked\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 400 ", Raw(view, $"{head}Host: {host}\r\n\r\n"), "two hosts");
        Assert.StartsWith("HTTP/1.1 400 ", Raw(view, "nonsense\r\n\r\n"));
        string answer = Raw(view, $"{head}X-Long: {new string('x', 9000)}\r\n\r\n");
        Assert.IsTrue(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);
    }

    [TestMethod]
    public void A_port_in_use_is_named()
    {
        using var first = new LiveView();
        int port = first.Address.Port;
        var error = Assert.ThrowsExactly<GanOptionException>(() => new LiveView(new LiveViewOptions { Port = port }));
        Assert.Contains($"The live view can't listen on port {port} of 127.0.0.1: ", error.Message);
        Assert.Contains("Give another port", error.Message);
        Assert.AreEqual(nameof(LiveViewOptions.Port), error.Option);
    }

    [TestMethod]
    public void A_view_that_is_disposed_no_longer_listens()
    {
        Uri address;
        using (var view = new LiveView())
            address = view.Address;
        Assert.ThrowsExactly<HttpRequestException>(
            () => s_client.Send(new HttpRequestMessage(HttpMethod.Get, address)));
    }

    [TestMethod]
    public void Tells_where_the_training_is_and_how_it_ended()
    {
        using var view = new LiveView();
        Assert.AreEqual("waiting", Status(view).GetProperty("phase").GetString());
        Train(view, steps: 30);

        var state = State(view);
        var status = state.GetProperty("status");
        Assert.AreEqual("ended", status.GetProperty("phase").GetString());
        Assert.AreEqual("completed", status.GetProperty("outcome").GetString());
        Assert.AreEqual(30, status.GetProperty("step").GetInt64());
        var metrics = state.GetProperty("metrics");
        string[] columns =
            [.. metrics.GetProperty("columns").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];
        CollectionAssert.IsSubsetOf(new[] { "d_loss", "g_loss", "d_real", "d_fake" }, columns);
        var last = metrics.GetProperty("rows").EnumerateArray().Last();
        Assert.AreEqual(30, last[0].GetInt64());
        string line = File.ReadLines(_folder["metrics.jsonl"]).Last();
        double expected = JsonDocument.Parse(line).RootElement.GetProperty("g_loss").GetDouble();
        Assert.AreEqual(expected, last[1 + Array.IndexOf(columns, "g_loss")].GetDouble(), 1e-5);

        var samples = state.GetProperty("samples").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(
            new long[] { 10, 20, 30 }, samples.Select(one => one.GetProperty("step").GetInt64()).ToArray());
        foreach (var sample in samples)
        {
            using var picture = Send(view, "GET", $"/samples/{sample.GetProperty("id").GetInt64()}.png", Token(view));
            CollectionAssert.AreEqual(
                File.ReadAllBytes(_folder[$"step-{sample.GetProperty("step").GetInt64():D6}.png"]),
                picture.Content.ReadAsByteArrayAsync().Result);
        }
        string cursor = metrics.GetProperty("cursor").GetString()!;
        Assert.AreEqual(
            0, State(view, $"?metrics={cursor}").GetProperty("metrics").GetProperty("rows").GetArrayLength());
    }

    [TestMethod]
    public void A_training_that_fails_says_why()
    {
        using var view = new LiveView();
        Assert.ThrowsExactly<InvalidOperationException>(() =>
            Train(view, 30, new After(7, () => throw new InvalidOperationException("The cable is out."))));
        Assert.AreEqual(
            "The training failed after step 7: The cable is out.", Status(view).GetProperty("message").GetString());
    }

    [TestMethod]
    [Timeout(300_000)]
    public void Buttons_write_a_checkpoint_and_stop()
    {
        using var view = new LiveView();
        using var refused = Post(view, "/checkpoint");
        Assert.AreEqual(HttpStatusCode.Conflict, refused.StatusCode, "before the training");
        var training = Task.Run(() => Train(view, 1_000_000, checkpoints: true));
        WaitFor(() => Status(view).GetProperty("step").GetInt64() > 3);
        Assert.AreEqual(JsonValueKind.Null, Status(view).GetProperty("checkpoint").ValueKind);
        using var saving = Post(view, "/checkpoint");
        Assert.AreEqual(HttpStatusCode.Accepted, saving.StatusCode);
        WaitFor(() => Status(view).GetProperty("checkpoint").ValueKind == JsonValueKind.Number);
        Assert.HasCount(1, Directory.GetFiles(_folder["checkpoints"], "step-*"));

        using var stopping = Post(view, "/stop");
        Assert.AreEqual(HttpStatusCode.Accepted, stopping.StatusCode);
        long steps = training.Result;
        Assert.IsLessThan(1_000_000, steps);
        Assert.AreEqual(steps, Status(view).GetProperty("checkpoint").GetInt64(), "that of the last step");
        Assert.AreEqual("stopped", Status(view).GetProperty("outcome").GetString());
    }

    /// <summary>More connections than are served at once, none of which says or reads anything.</summary>
    [TestMethod]
    [Timeout(300_000)]
    public void Viewers_that_hang_dont_hold_the_training_up()
    {
        using var view = new LiveView();
        int port = view.Address.Port;
        List<TcpClient> hanging = [.. Enumerable.Range(0, 100).Select(_ => new TcpClient("127.0.0.1", port))];
        byte[] beginning = Encoding.ASCII.GetBytes("GET /state HTTP/1.1\r\nHost: ");
        foreach (var one in hanging.Take(30))
            one.GetStream().Write(beginning);
        Assert.AreEqual(200, Train(view, steps: 200));
        hanging.ForEach(one => one.Dispose());
        WaitFor(() => Status(view).GetProperty("phase").GetString() == "ended");
    }

    private long Train(LiveView view, long steps, ITrainingListener? other = null, bool checkpoints = false)
    {
        using var data = new Glyphs(size: 16);
        var options = new LatentGanOptions
        {
            Network = new Dcgan { Width = 2 },
            BatchSize = 4,
            Steps = steps,
            CheckpointFolder = checkpoints ? _folder["checkpoints"] : null,
            CheckpointInterval = CheckpointInterval.Every(TimeSpan.FromHours(1)),
        };
        using var gan = new LatentGan(options, data);
        using var metrics = new MetricsFile(_folder["metrics.jsonl"]);
        var samples = new SampleGridFiles(gan, _folder.Path, interval: 10);
        ITrainingListener[] others = other is null ? [] : [other];
        return new GanTrainer(gan).Train([metrics, samples, view, .. others]);
    }

    private static void WaitFor(Func<bool> condition)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!IsTrue())
        {
            Assert.IsLessThan(TimeSpan.FromSeconds(90), watch.Elapsed);
            Thread.Sleep(50);
        }

        bool IsTrue()
        {
            try
            {
                return condition();
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    private static string Token(LiveView view) => view.Address.Query["?token=".Length..];

    private static JsonElement Status(LiveView view) => State(view).GetProperty("status");

    private static JsonElement State(LiveView view, string query = "")
    {
        using var response = Send(view, "GET", $"/state{query}", Token(view));
        return JsonDocument.Parse(response.Content.ReadAsStringAsync().Result).RootElement;
    }

    private static HttpResponseMessage Post(LiveView view, string path) =>
        Send(view, "POST", path, Token(view), view.Address.GetLeftPart(UriPartial.Authority));

    private static HttpResponseMessage Send(
        LiveView view, string method, string path, string? token, string? origin = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(view.Address, path));
        if (token is not null)
            request.Headers.TryAddWithoutValidation("X-Mlgan-Token", token);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        return s_client.Send(request);
    }

    private static string Head(string method, string path, string host, string token) =>
        $"{method} {path} HTTP/1.1\r\nHost: {host}\r\nX-Mlgan-Token: {token}\r\n\r\n";

    /// <summary>What comes back for some bytes; nothing where the connection is cut.</summary>
    private static string Raw(LiveView view, string request)
    {
        using var client = new TcpClient("127.0.0.1", view.Address.Port);
        using var stream = client.GetStream();
        try
        {
            stream.Write(Encoding.ASCII.GetBytes(request));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
