using System.Drawing;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan;

public sealed partial class GanCaptionerEstimator
{
    /// <summary>
    /// Options of a <see cref="GanCaptionerEstimator"/>: those of the training, and those of the columns.
    /// </summary>
    public sealed class Options : CaptionOptions
    {
        /// <summary>Name of the column of captions. Default <c>Caption</c>.</summary>
        public string OutputColumnName { get; set; } = "Caption";

        /// <summary>
        /// Column of images: <c>MLImage</c>s, or vectors of numbers. Default null: the output column's name.
        /// </summary>
        public string? InputColumnName { get; set; }

        /// <summary>
        /// Column of what people say of them: texts, or vectors of texts where images have several captions. Default
        /// <c>Text</c>.
        /// </summary>
        public string CaptionColumnName { get; set; } = "Text";

        /// <summary>
        /// Column of the vectors of noise that captions are written from. Default null: seeded noise, different for
        /// each row.
        /// </summary>
        public string? LatentColumnName { get; set; }

        /// <summary>
        /// Images that the vectors of the input column are (numbers in the order C, H, W). Default null: the vector
        /// type's own dimensions, as <c>ExtractPixels</c> gives them. Not used for <c>MLImage</c> columns.
        /// </summary>
        public SampleShape? ImageShape { get; set; }

        /// <summary>
        /// Darkest and brightest value of image vectors; they are mapped to [-1, 1]. Default (0, 255), as
        /// <c>ExtractPixels</c> gives them.
        /// </summary>
        public (float Minimum, float Maximum) PixelRange { get; set; } = (0, 255);

        /// <summary>
        /// Height and width that images of an <c>MLImage</c> column are cropped and resized to. Default null: their own
        /// size, which all images must have.
        /// </summary>
        public int? ImageSize { get; set; }

        /// <summary>
        /// Channels of images taken from an <c>MLImage</c> column: 1 (gray) or 3 (red, green, blue). Default 3.
        /// </summary>
        public int ImageChannels { get; set; } = 3;

        /// <summary>
        /// What is seen where images of an <c>MLImage</c> column are transparent; opaque. Default white.
        /// </summary>
        public Color Background { get; set; } = Color.White;

        /// <summary>Rows captioned in one call. Default 16.</summary>
        public int ScoringBatchSize { get; set; } = 16;

        /// <summary>Watch the training besides ML.NET's log. Default none.</summary>
        public IReadOnlyList<ITrainingListener> Listeners { get; set; } = [];

        /// <summary>
        /// Stops the training after the step in progress; what was learned so far is kept. Default none.
        /// </summary>
        public CancellationToken Cancellation { get; set; }
    }
}
