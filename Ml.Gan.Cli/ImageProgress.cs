using System.Globalization;

namespace Ml.Gan.Cli;

/// <summary>A line on the work now and then, where it takes long: the first after five seconds.</summary>
/// <param name="total">Number of images.</param>
/// <param name="writer">Where lines go.</param>
/// <param name="time">The clock; null for the machine's.</param>
internal sealed class ImageProgress(int total, TextWriter writer, TimeProvider? time = null) : IProgress<int>
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly long _start = (time ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _next = s_interval;

    /// <inheritdoc/>
    public void Report(int value) => Show(value);

    /// <summary>Tells how many images are done.</summary>
    /// <param name="done">How many; a part of one counts as such.</param>
    public void Show(double done)
    {
        var elapsed = _time.GetElapsedTime(_start);
        if (elapsed < _next || done <= 0 || done >= total)
            return;
        _next = elapsed + s_interval;
        var left = elapsed * ((total - done) / done);
        string time = left.TotalHours < 1 ? $"{left:m\\:ss}" : $"{(int)left.TotalHours}:{left:mm\\:ss}";
        string shown = total == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * done)} % of the image")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Floor(done)}/{total} images  {done / elapsed.TotalSeconds:G3} images/s");
        writer.WriteLine($"{shown}  {time} left");
    }
}
