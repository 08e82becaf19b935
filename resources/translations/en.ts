<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>FirstAnswers</name>
    <message numerus="yes">
      <source>{right} of {total} right, %n wrong</source>
      <translation>
        <numerusform>{right} of {total} right, %n wrong</numerusform>
        <numerusform>{right} of {total} right, %n wrong</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>HintTexts</name>
    <message numerus="yes">
      <source>It stopped early: validation loss has not fallen for %n epoch(s). It was lowest after epoch {epoch}.</source>
      <translation>
        <numerusform>It stopped early: validation loss has not fallen for %n epoch. It was lowest after epoch {epoch}.</numerusform>
        <numerusform>It stopped early: validation loss has not fallen for %n epochs. It was lowest after epoch {epoch}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>It over-fits: validation loss has not fallen for %n epoch(s), while training loss still falls. It was lowest after epoch {epoch}.</source>
      <translation>
        <numerusform>It over-fits: validation loss has not fallen for %n epoch, while training loss still falls. It was lowest after epoch {epoch}.</numerusform>
        <numerusform>It over-fits: validation loss has not fallen for %n epochs, while training loss still falls. It was lowest after epoch {epoch}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>It learns slowly: after %n epoch(s) validation accuracy is only {val_accuracy}. A larger rate than {rate} would help.</source>
      <translation>
        <numerusform>It learns slowly: after %n epoch validation accuracy is only {val_accuracy}. A larger rate than {rate} would help.</numerusform>
        <numerusform>It learns slowly: after %n epochs validation accuracy is only {val_accuracy}. A larger rate than {rate} would help.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>It under-fits: in the last %n epoch(s) it hardly got better even on the pictures that it learns from (accuracy {accuracy}). A larger network or another rate may help.</source>
      <translation>
        <numerusform>It under-fits: in the last %n epoch it hardly got better even on the pictures that it learns from (accuracy {accuracy}). A larger network or another rate may help.</numerusform>
        <numerusform>It under-fits: in the last %n epochs it hardly got better even on the pictures that it learns from (accuracy {accuracy}). A larger network or another rate may help.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Validation loss no longer falls: it has stood still for %n epoch(s). It was lowest, {loss}, after epoch {epoch}.</source>
      <translation>
        <numerusform>Validation loss no longer falls: it has stood still for %n epoch. It was lowest, {loss}, after epoch {epoch}.</numerusform>
        <numerusform>Validation loss no longer falls: it has stood still for %n epochs. It was lowest, {loss}, after epoch {epoch}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Validation loss still falls, by {percent} % in the last %n epoch(s): more epochs will help.</source>
      <translation>
        <numerusform>Validation loss still falls, by {percent} % in the last %n epoch: more epochs will help.</numerusform>
        <numerusform>Validation loss still falls, by {percent} % in the last %n epochs: more epochs will help.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Validation loss still falls, by {percent} % in the last %n epoch(s).</source>
      <translation>
        <numerusform>Validation loss still falls, by {percent} % in the last %n epoch.</numerusform>
        <numerusform>Validation loss still falls, by {percent} % in the last %n epochs.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LayerLine</name>
    <message numerus="yes">
      <source>{count} parameter(s)</source>
      <translation>
        <numerusform>{count} parameter</numerusform>
        <numerusform>{count} parameters</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LayerTexts</name>
    <message numerus="yes">
      <source>%n map(s)</source>
      <translation>
        <numerusform>%n map</numerusform>
        <numerusform>%n maps</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n neuron(s)</source>
      <translation>
        <numerusform>%n neuron</numerusform>
        <numerusform>%n neurons</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n number(s)</source>
      <translation>
        <numerusform>%n number</numerusform>
        <numerusform>%n numbers</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n input(s)</source>
      <translation>
        <numerusform>%n input</numerusform>
        <numerusform>%n inputs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{size} × {size} × %n weight(s)</source>
      <translation>
        <numerusform>{size} × {size} × %n weights</numerusform>
        <numerusform>{size} × {size} × %n weights</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n filter(s)</source>
      <translation>
        <numerusform>%n filter</numerusform>
        <numerusform>%n filters</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>4 numbers for each of %n channel(s), 2 of them learnt</source>
      <translation>
        <numerusform>4 numbers for %n channel, 2 of them learnt</numerusform>
        <numerusform>4 numbers for each of %n channels, 2 of them learnt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The mean of {sides} numbers for each of %n channel(s): nothing to learn</source>
      <translation>
        <numerusform>The mean of {sides} numbers for %n channel: nothing to learn</numerusform>
        <numerusform>The mean of {sides} numbers for each of %n channels: nothing to learn</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n bias(es)</source>
      <translation>
        <numerusform>%n bias</numerusform>
        <numerusform>%n biases</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ManyPhotos</name>
    <message numerus="yes">
      <source>%n photo(s)</source>
      <translation>
        <numerusform>%n photo</numerusform>
        <numerusform>%n photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n recognised</source>
      <translation>
        <numerusform>%n recognised</numerusform>
        <numerusform>%n recognised</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unsure</source>
      <translation>
        <numerusform>%n unsure</numerusform>
        <numerusform>%n unsure</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unfamiliar</source>
      <translation>
        <numerusform>%n unfamiliar</numerusform>
        <numerusform>%n unfamiliar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n unreadable</source>
      <translation>
        <numerusform>%n unreadable</numerusform>
        <numerusform>%n unreadable</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>OptionTexts</name>
    <message numerus="yes">
      <source>patience %n epoch(s)</source>
      <translation>
        <numerusform>patience %n epoch</numerusform>
        <numerusform>patience %n epochs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>shifts up to %n pixel(s)</source>
      <translation>
        <numerusform>shifts up to %n pixel</numerusform>
        <numerusform>shifts up to %n pixels</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PhotoAnswer</name>
    <message numerus="yes">
      <source>Measured: of %n photo(s) that it had not learnt from and answered about as surely ({promised} of 100), {kept} of 100 were right.</source>
      <translation>
        <numerusform>Measured: of %n photo that it had not learnt from and answered about as surely ({promised} of 100), {kept} of 100 were right.</numerusform>
        <numerusform>Measured: of %n photos that it had not learnt from and answered about as surely ({promised} of 100), {kept} of 100 were right.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PhotoSource</name>
    <message numerus="yes">
      <source>{count} photo(s) of garments: {kinds}</source>
      <translation>
        <numerusform>{count} photo of garments: {kinds}</numerusform>
        <numerusform>{count} photos of garments: {kinds}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{count} photo(s) could not be read and were left out</source>
      <translation>
        <numerusform>{count} photo could not be read and was left out</numerusform>
        <numerusform>{count} photos could not be read and were left out</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RecipeLine</name>
    <message numerus="yes">
      <source>pictures moved by up to %n pixel(s)</source>
      <translation>
        <numerusform>pictures moved by up to %n pixel</numerusform>
        <numerusform>pictures moved by up to %n pixels</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>stops after %n epoch(s) without a lower validation loss</source>
      <translation>
        <numerusform>stops after %n epoch without a lower validation loss</numerusform>
        <numerusform>stops after %n epochs without a lower validation loss</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ResultTexts</name>
    <message numerus="yes">
      <source>Test set: accuracy {accuracy}, loss {loss} after %n epoch(s).</source>
      <translation>
        <numerusform>Test set: accuracy {accuracy}, loss {loss} after %n epoch.</numerusform>
        <numerusform>Test set: accuracy {accuracy}, loss {loss} after %n epochs.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The report: {accuracy} and {loss}. Here %n seed(s) gave accuracies from {lowest} to {highest}, {mean} on average.</source>
      <translation>
        <numerusform>The report: {accuracy} and {loss}. Here %n seed gave accuracies from {lowest} to {highest}, {mean} on average.</numerusform>
        <numerusform>The report: {accuracy} and {loss}. Here %n seeds gave accuracies from {lowest} to {highest}, {mean} on average.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Ended after epoch {epoch} of {epochs}: validation loss had not fallen for %n epoch(s). Test set: accuracy {accuracy}, loss {loss}.</source>
      <translation>
        <numerusform>Ended after epoch {epoch} of {epochs}: validation loss had not fallen for %n epoch. Test set: accuracy {accuracy}, loss {loss}.</numerusform>
        <numerusform>Ended after epoch {epoch} of {epochs}: validation loss had not fallen for %n epochs. Test set: accuracy {accuracy}, loss {loss}.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RunsPanel</name>
    <message numerus="yes">
      <source>%n run(s) selected</source>
      <translation>
        <numerusform>%n run selected</numerusform>
        <numerusform>%n runs selected</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RunTrash</name>
    <message numerus="yes">
      <source>%n run(s) are in the trash.</source>
      <translation>
        <numerusform>%n run is in the trash.</numerusform>
        <numerusform>%n runs are in the trash.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>RunTrashLine</name>
    <message numerus="yes">
      <source>%n cannot be read</source>
      <translation>
        <numerusform>%n cannot be read</numerusform>
        <numerusform>%n cannot be read</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n run(s)</source>
      <translation>
        <numerusform>%n run</numerusform>
        <numerusform>%n runs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n run(s), {size}</source>
      <translation>
        <numerusform>%n run, {size}</numerusform>
        <numerusform>%n runs, {size}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>In the trash: %n run(s)</source>
      <translation>
        <numerusform>In the trash: %n run</numerusform>
        <numerusform>In the trash: %n runs</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>In the trash: %n run(s), {size}</source>
      <translation>
        <numerusform>In the trash: %n run, {size}</numerusform>
        <numerusform>In the trash: %n runs, {size}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Delete %n run(s) in the trash for good?</source>
      <translation>
        <numerusform>Delete %n run in the trash for good?</numerusform>
        <numerusform>Delete %n runs in the trash for good?</numerusform>
      </translation>
    </message>
  </context>
</TS>
