using System.Diagnostics;

namespace Ml.Gan.Benchmarks.Serving;

/// <summary>Answers that clients got.</summary>
/// <param name="Seconds">How long they asked.</param>
/// <param name="Milliseconds">How long each right answer took.</param>
/// <param name="Errors">Answers of another status, or none at all.</param>
internal sealed record Load(double Seconds, IReadOnlyList<double> Milliseconds, int Errors)
{
    public double ImagesPerSecond => Milliseconds.Count / Seconds;

    /// <summary>The time that a share of the answers didn't take longer than.</summary>
    public double Percentile(double share)
    {
        double[] sorted = [.. Milliseconds.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    /// <summary>Clients that each ask for one image after the other, every one of another seed.</summary>
    public static async Task<Load> RunAsync(Uri app, int clients, TimeSpan duration)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients };
        using var http = new HttpClient(handler) { BaseAddress = app };
        await http.GetByteArrayAsync("images").ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        int seed = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(ClientAsync)))
            .ConfigureAwait(false);
        return new Load(
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            [.. answers.SelectMany(answer => answer.Milliseconds)],
            answers.Sum(answer => answer.Errors));

        async Task<(List<double> Milliseconds, int Errors)> ClientAsync()
        {
            List<double> milliseconds = [];
            int errors = 0;
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                long asked = Stopwatch.GetTimestamp();
                if (await IsImageAsync(http, Interlocked.Increment(ref seed)).ConfigureAwait(false))
                    milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                else
                    errors++;
            }

            return (milliseconds, errors);
        }
    }

    private static async Task<bool> IsImageAsync(HttpClient http, int seed)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"images?seed={seed}", UriKind.Relative))
                .ConfigureAwait(false);
            byte[] image = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return answer.IsSuccessStatusCode && image.AsSpan(1).StartsWith("PNG"u8);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
