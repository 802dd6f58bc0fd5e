using System.Drawing;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan;

public sealed partial class GanTranslatorEstimator
{
    /// <summary>
    /// Options of a <see cref="GanTranslatorEstimator"/>: those of the training, and those of the columns.
    /// </summary>
    public sealed class Options : TranslationOptions
    {
        /// <summary>Name of the column of translated images. Default <c>Translated</c>.</summary>
        public string OutputColumnName { get; set; } = "Translated";

        /// <summary>
        /// Column of what is translated: images (<c>MLImage</c>), or vectors of numbers. Default null: the output
        /// column's name.
        /// </summary>
        public string? InputColumnName { get; set; }

        /// <summary>
        /// Column of what inputs are to become, likewise; of data without pairs, that of the second set. Default null:
        /// none; the input column where there are no pairs, or where <see cref="Degradation"/> makes the inputs.
        /// </summary>
        public string? TargetColumnName { get; set; }

        /// <summary>
        /// Makes the inputs of the training from the targets alone, in the place of a column of inputs; for systems
        /// that learn from pairs. The transformer then takes images that are smaller than the targets by its factor.
        /// Default null.
        /// </summary>
        public Degradation? Degradation { get; set; }

        /// <summary>
        /// Column of masks, likewise, bright in the holes that are to be filled; for systems that fill holes, which
        /// need it. The transformer reads it; <c>Fit</c> does where <see cref="Mask"/> is null. Default null.
        /// </summary>
        public string? MaskColumnName { get; set; }

        /// <summary>
        /// Where the holes of the training are, for example <c>new RandomBox(0.25, 0.5)</c>. Default null: the masks of
        /// the rows that are learned from, each with any image.
        /// </summary>
        public Mask? Mask { get; set; }

        /// <summary>
        /// Column of images that guide what is filled in, likewise; for systems that fill holes. Default null: none.
        /// </summary>
        public string? GuidanceColumnName { get; set; }

        /// <summary>
        /// Images that the vectors of the input column are (numbers in the order C, H, W). Default null: the vector
        /// type's own dimensions, as <c>ExtractPixels</c> gives them. Not used for <c>MLImage</c> columns.
        /// </summary>
        public SampleShape? ImageShape { get; set; }

        /// <summary>
        /// The same for the target column. Default null: what <see cref="ImageShape"/> says.
        /// </summary>
        public SampleShape? TargetImageShape { get; set; }

        /// <summary>The same for the column of guidance. Default null: what <see cref="ImageShape"/> says.</summary>
        public SampleShape? GuidanceImageShape { get; set; }

        /// <summary>
        /// Darkest and brightest value of image vectors, whatever the column; they are mapped to [-1, 1]. Default (0,
        /// 255), as <c>ExtractPixels</c> gives them.
        /// </summary>
        public (float Minimum, float Maximum) PixelRange { get; set; } = (0, 255);

        /// <summary>
        /// Height and width that images of <c>MLImage</c> columns, whatever the column, are cropped and resized to.
        /// Default null: their own size, which all images must have.
        /// </summary>
        public int? ImageSize { get; set; }

        /// <summary>
        /// Channels of images taken from an <c>MLImage</c> column: 1 (gray) or 3 (red, green, blue). Default 3.
        /// </summary>
        public int ImageChannels { get; set; } = 3;

        /// <summary>The same for the target column. Default null: as many as inputs have.</summary>
        public int? TargetImageChannels { get; set; }

        /// <summary>The same for the column of guidance. Default null: as many as inputs have.</summary>
        public int? GuidanceImageChannels { get; set; }

        /// <summary>
        /// What is seen where images of an <c>MLImage</c> column are transparent; opaque. Default white.
        /// </summary>
        public Color Background { get; set; } = Color.White;

        /// <summary>Type of the column of translated images. Default <see cref="OutputKind.Vector"/>.</summary>
        public OutputKind OutputKind { get; set; }

        /// <summary>Rows translated in one call. Default 16.</summary>
        public int ScoringBatchSize { get; set; } = 16;

        /// <summary>Watch the training besides ML.NET's log. Default none.</summary>
        public IReadOnlyList<ITrainingListener> Listeners { get; set; } = [];

        /// <summary>
        /// Stops the training after the step in progress; what was learned so far is kept. Default none.
        /// </summary>
        public CancellationToken Cancellation { get; set; }
    }
}
