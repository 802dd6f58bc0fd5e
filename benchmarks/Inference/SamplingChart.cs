using System.Text;
using static System.FormattableString;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>
/// A chart of the time of an image against the batch, a line for each size and number of threads, as SVG.
/// </summary>
internal static class SamplingChart
{
    private const double Left = 70, Top = 20, PlotWidth = 420, PlotHeight = 300;

    private static readonly string[] s_colors = ["#1b6ca8", "#2e8b57", "#c0632b", "#7b3f98"];

    public static string Draw(
        IReadOnlyDictionary<SamplingPlace, Quartiles> times, int[] sizes, int[] batches, int[] threads)
    {
        double low = Math.Floor(times.Values.Min(time => Math.Log10(time.Median)));
        double high = Math.Ceiling(times.Values.Max(time => Math.Log10(time.Median)));
        var svg = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" width="620" height="380" font-family="sans-serif" font-size="12">
            <rect width="620" height="380" fill="white"/>

            """);
        for (double power = low; power <= high; power++)
        {
            double y = Y(power);
            Add(Invariant($"<path d=\"M{Left} {y:F1} h{PlotWidth}\" stroke=\"#ddd\"/>"));
            Add(Invariant($"<text x=\"{Left - 8}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{Math.Pow(10, power)}</text>"));
        }

        foreach (int batch in batches)
            Add(Invariant(
                $"<text x=\"{X(batch):F1}\" y=\"{Top + PlotHeight + 18}\" text-anchor=\"middle\">{batch}</text>"));
        Add(
            Invariant($"<text x=\"{Left + (PlotWidth / 2)}\" y=\"{Top + PlotHeight + 42}\" text-anchor=\"middle\">"),
            "images in a batch; dashed: 2 threads</text>",
            Invariant($"<text transform=\"translate(18 {Top + (PlotHeight / 2)}) rotate(-90)\" "),
            "text-anchor=\"middle\">relative time of an image</text>");
        for (int i = 0; i < sizes.Length; i++)
        {
            foreach (int count in threads)
            {
                var points = batches.Select(batch => Invariant(
                    $"{X(batch):F1},{Y(Math.Log10(times[new SamplingPlace(sizes[i], batch, count)].Median)):F1}"));
                Add(
                    $"<polyline fill=\"none\" stroke-width=\"2\" stroke=\"{s_colors[i]}\" ",
                    $"stroke-dasharray=\"{(count == 1 ? "none" : "6 4")}\" points=\"{string.Join(' ', points)}\"/>");
            }

            double end = Y(Math.Log10(times[new SamplingPlace(sizes[i], batches[^1], threads[0])].Median));
            Add(
                Invariant($"<text x=\"{Left + PlotWidth + 10}\" y=\"{end + 4:F1}\" fill=\"{s_colors[i]}\">"),
                $"{sizes[i]}×{sizes[i]}</text>");
        }

        return svg.Append("</svg>\n").ToString();

        void Add(params string[] parts) => svg.AppendJoin("", parts).Append('\n');

        double X(int batch) => Left + (PlotWidth * Math.Log2(batch) / Math.Log2(batches[^1]));

        double Y(double power) => Top + (PlotHeight * (high - power) / (high - low));
    }
}
